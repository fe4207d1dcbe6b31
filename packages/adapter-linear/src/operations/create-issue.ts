import { randomUUID } from "node:crypto";
import { changedFields, compact, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "zod";
import type { LinearClient } from "../client.js";
import { CREATE_ISSUE } from "../documents/issues.js";
import { linearErrors } from "../errors.js";
import { resolveLabels } from "../lookups/labels.js";
import { resolveProject } from "../lookups/projects.js";
import { resolveStatus } from "../lookups/statuses.js";
import { resolveTeam } from "../lookups/teams.js";
import { resolveUser } from "../lookups/users.js";
import { tellingId } from "../minted.js";
import { issueNotFound } from "../not-found.js";
import { issueId, markdown, name, team, teamAliases } from "../schemas.js";

const operation = operationsFor<LinearClient>();

const params = z.strictObject({
  team,
  title: z.string().min(1),
  description: markdown.optional(),
  state: name.optional().describe("name, id or type of the status; default the team's own"),
  labels: z.array(name).optional().describe("names or ids; none is created"),
  assignee: name.optional().describe("e-mail, name, id or me"),
  project: name.optional().describe("name or id"),
  priority: z.int().min(0).max(4).optional().describe("0 none, 1 urgent, 2 high, 3 medium, 4 low"),
  parent: issueId.optional(),
  due_date: z.iso.date().optional().describe("e.g. 2026-01-31"),
});

export const createIssue = operation({
  summary: "Creates an issue",
  effect: "write",
  retry: "client_id",
  params,
  aliases: {
    ...teamAliases,
    status: "state",
    project_id: "project",
    projectId: "project",
    assignee_id: "assignee",
    assigneeId: "assignee",
    parent_id: "parent",
    parentId: "parent",
    dueDate: "due_date",
  },
  result: receiptSchema.extend({ identifier: z.string() }),
  caches: ["teams", "statuses", "labels", "projects", "users"],
  limits: ["requests", "complexity"],
  upstream: [
    "mutation issueCreate",
    "query teams",
    "query workflowStates",
    "query issueLabels",
    "query projects",
    "query users",
    "query viewer",
  ],
  expectedCalls: 3,
  expectedMs: 1200,
  example: { team: "PSN", title: "Rotate the signing keys", state: "Todo", labels: ["security"] },
  async run(given, linear) {
    const input = await inputFor(given, linear);
    const { issueCreate } = await linear
      .ask(CREATE_ISSUE, { input }, given.parent === undefined ? undefined : issueNotFound(given.parent))
      .catch(
        tellingId(
          input.id,
          `Look with get_issue for ${input.id}: the issue has this id if it was created.`,
          linear,
        ),
      );
    const { success, issue } = issueCreate ?? {};
    if (success === false || issue == null) {
      throw linearErrors.create("ISSUE_CREATION_FAILED", {
        message: "Linear did not say that it created the issue.",
        system: linear.step.system,
        details: { id: input.id },
      });
    }
    const { id = input.id, identifier = "", url = "" } = issue;
    return { id, identifier, url, changed: changedFields(given) };
  },
});

/** Names become ids; what does not need the team is looked up beside it. The id is minted here, once per execution. */
async function inputFor(given: z.output<typeof params>, linear: LinearClient) {
  const { title, description, state, labels, assignee, project, priority, parent, due_date } = given;
  const person = assignee === undefined ? undefined : resolveUser(assignee, linear);
  const withTeam = resolveTeam(given.team, linear).then(async (found) => {
    const [status, labelIds, inProject] = await Promise.all([
      state === undefined ? undefined : resolveStatus(state, found, linear),
      labels === undefined ? undefined : resolveLabels(labels, found, linear),
      project === undefined ? undefined : resolveProject(project, found, linear),
    ]);
    return { teamId: found.id, stateId: status?.id, labelIds, projectId: inProject?.id };
  });
  const [ids, user] = await Promise.all([withTeam, person]);
  return compact({
    id: randomUUID(),
    ...ids,
    title,
    description,
    assigneeId: user?.id,
    priority,
    parentId: parent,
    dueDate: due_date,
  });
}
