import { HttpResponse, http, type RequestHandler } from "@pm-orchestrator/simulator";
import { agileOf, openSprintOf, ranked, type SimBoard } from "./agile-state.js";
import { changelogView } from "./changelogs.js";
import { endpoint, missing, pageAt, type SimCall } from "./endpoint.js";
import { parseJql } from "./jql.js";
import { JqlProblem } from "./jql-fields.js";
import { findProject, noProject } from "./projects.js";
import { type JiraState, type SimIssue, STATUSES } from "./state.js";
import { issueView, refusal } from "./views.js";

/** 404 for a board, as Jira words it. */
export function noBoard() {
  return missing(
    "The requested board cannot be viewed because it either does not exist or you do not have permission to view it.",
  );
}

/** Boards: what they are, and the issues and epics on them. */
export function boardHandlers(jira: JiraState): RequestHandler[] {
  const { boards } = agileOf(jira);
  const ofBoard = (answer: (board: SimBoard, call: SimCall) => Response) =>
    endpoint((call) => {
      const board = boards.find(({ id }) => String(id) === call.param("id"));
      return board === undefined ? noBoard() : answer(board, call);
    });
  const issuesOn = ({ type, project }: SimBoard) =>
    ranked(
      jira,
      [...jira.issues.values()].filter(
        (issue) => issue.project === project && issue.type !== (type === "scrum" ? "Epic" : "Story"),
      ),
    );

  return [
    http.get(
      "*/rest/agile/1.0/board",
      endpoint((call) => {
        const wanted = call.query.get("projectKeyOrId");
        const project = wanted === null ? undefined : findProject(jira, wanted);
        if (wanted !== null && project === undefined) return noProject(wanted);
        const name = (call.query.get("name") ?? "").toLowerCase();
        const type = call.query.get("type");
        const found = boards.filter(
          (board) =>
            board.name.toLowerCase().includes(name) &&
            (project === undefined || board.project === project.key) &&
            (type === null || board.type === type),
        );
        return pageAt(
          call,
          found.map((board) => boardView(jira, board, call.base)),
        );
      }),
    ),

    http.get(
      "*/rest/agile/1.0/board/:id",
      ofBoard((board, { base }) => HttpResponse.json(boardView(jira, board, base))),
    ),

    http.get(
      "*/rest/agile/1.0/board/:id/configuration",
      ofBoard((board, { base }) => HttpResponse.json(configurationView(board, base))),
    ),

    http.get(
      "*/rest/agile/1.0/board/:id/epic",
      ofBoard(({ project }, call) => {
        const done = call.query.get("done");
        const epics = [...jira.issues.values()].filter(
          (issue) =>
            issue.project === project &&
            issue.type === "Epic" &&
            (done === null || String(issue.status === "Done") === done),
        );
        return pageAt(
          call,
          epics.map(({ id, key, summary, status }) => ({
            id: Number(id),
            key,
            self: `${call.base}/rest/agile/1.0/epic/${id}`,
            name: summary,
            summary,
            color: { key: "color_4" },
            done: status === "Done",
          })),
        );
      }),
    ),

    http.get(
      "*/rest/software/1.0/board/:id/issue",
      ofBoard((board, call) => issuesPage(jira, issuesOn(board), call)),
    ),

    http.get(
      "*/rest/software/1.0/board/:id/backlog",
      ofBoard((board, call) =>
        issuesPage(
          jira,
          issuesOn(board).filter(
            (issue) => issue.status !== "Done" && openSprintOf(jira, issue)?.state !== "active",
          ),
          call,
        ),
      ),
    ),
  ];
}

/** A page of issues by token; `jql` takes its part of them, and an order in it wins. */
export function issuesPage(jira: JiraState, issues: readonly SimIssue[], call: SimCall): Response {
  const { query } = call;
  const token = query.get("nextPageToken");
  const start = token === null ? 0 : Number(Buffer.from(token, "base64url").toString());
  if (!Number.isInteger(start)) return refusal(400, ["The provided next page token is invalid."]);
  const end = start + Number(query.get("maxResults") ?? 50);
  const wanted = new Set((query.get("fields") ?? "*navigable").split(","));
  let found: readonly SimIssue[];
  try {
    found = narrowed(jira, issues, query.get("jql"));
  } catch (error) {
    if (error instanceof JqlProblem) return refusal(400, [error.message]);
    throw error;
  }
  const isLast = end >= found.length;
  return HttpResponse.json({
    expand: "schema,names",
    isLast,
    issues: found.slice(start, end).map((issue) => ({
      ...issueView(jira, issue, call.request, wanted),
      ...(query.get("expand") === "changelog" ? { changelog: changelogView(jira, issue, call.base) } : {}),
    })),
    ...(isLast ? {} : { nextPageToken: Buffer.from(String(end)).toString("base64url") }),
  });
}

function narrowed(jira: JiraState, issues: readonly SimIssue[], jql: string | null): readonly SimIssue[] {
  if (jql === null) return issues;
  const found = parseJql(jql, jira.world)([...issues]);
  if (/\border\s+by\b/i.test(jql)) return found;
  const kept = new Set(found);
  return issues.filter((issue) => kept.has(issue));
}

function boardView(jira: JiraState, { id, name, type, project }: SimBoard, base: string) {
  const place = findProject(jira, project);
  return {
    id,
    self: `${base}/rest/agile/1.0/board/${id}`,
    name,
    type,
    location: {
      projectId: Number(place?.id),
      projectKey: project,
      projectName: place?.name ?? "",
      projectTypeKey: "software",
      displayName: `${place?.name} (${project})`,
      name: `${place?.name} (${project})`,
    },
  };
}

function configurationView({ id, name, type, project }: SimBoard, base: string) {
  const column = (title: string, ids: readonly string[]) => ({
    name: title,
    statuses: ids.map((status) => ({ id: status, self: `${base}/rest/api/3/status/${status}` })),
  });
  const [todo, doing, reviewing, done] = STATUSES.map((status) => status.id);
  return {
    id,
    name,
    type,
    self: `${base}/rest/agile/1.0/board/${id}/configuration`,
    location: { type: "project", projectKeyOrId: project },
    filter: { id: String(10_500 + id), self: `${base}/rest/api/3/filter/${10_500 + id}` },
    columnConfig: {
      columns: [
        column("To Do", [todo ?? ""]),
        {
          ...column("In Progress", [doing ?? "", reviewing ?? ""]),
          ...(type === "kanban" ? { max: 5 } : {}),
        },
        column("Done", [done ?? ""]),
      ],
      constraintType: "issueCount",
    },
    ...(type === "scrum"
      ? {
          estimation: {
            type: "field",
            field: { fieldId: "customfield_10016", displayName: "Story Points" },
          },
        }
      : {}),
    ranking: { rankCustomFieldId: 10019 },
  };
}
