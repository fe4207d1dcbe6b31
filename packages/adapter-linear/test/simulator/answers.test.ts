import { isObjectType } from "graphql";
import { describe, expect, it } from "vitest";
import { schema } from "../../src/simulator/schema/index.js";
import { identifierOf } from "../../src/simulator/state.js";
import { simulatedLinear, stateOf } from "../bench.js";
import { ask, withLeaves } from "./ask.js";

type Linear = ReturnType<typeof simulatedLinear>;
type Fields = Record<string, unknown>;

const NODES = "{ nodes { id } pageInfo { hasNextPage } }";
const HISTORY = `{ nodes {
  fromState { id } toState { id } fromAssignee { id } toAssignee { id } fromProject { id } toProject { id }
  fromCycle { id } toCycle { id } fromParent { id } toParent { id } fromTeam { id } toTeam { id }
  fromDelegate { id } toDelegate { id } fromProjectMilestone { id } toProjectMilestone { id }
  addedLabels { id } removedLabels { id } relationChanges { identifier } attachment { id }
} pageInfo { hasNextPage } }`;

/** Leads to everything that the world has. */
const READS = [
  `{ issues(first: 250) { nodes { history ${HISTORY} comments { nodes { reactions { id } } pageInfo { hasNextPage } }
     attachments ${NODES} relations ${NODES} children ${NODES} reactions { id } } pageInfo { hasNextPage } } }`,
  `{ searchIssues(term: "jwt") { nodes { id } pageInfo { hasNextPage } totalCount } }`,
  `{ teams { nodes { states ${NODES} labels ${NODES} members ${NODES} } pageInfo { hasNextPage } } issueLabels ${NODES} }`,
  `{ workflowStates ${NODES} users ${NODES} viewer { id } cycles ${NODES} projectStatuses ${NODES} projectLabels ${NODES} }`,
  `{ projects ${NODES} projectMilestones ${NODES} initiatives ${NODES} projectUpdates ${NODES} initiativeUpdates ${NODES} }`,
  `{ documents ${NODES} searchDocuments(term: "JWT") { nodes { id } pageInfo { hasNextPage } totalCount } }`,
  `{ releasePipelines { nodes { stages ${NODES} } pageInfo { hasNextPage } } releases ${NODES} agentSkills ${NODES}
     releaseNotes { nodes { documentContent { id } } pageInfo { hasNextPage } } }`,
];

async function one(linear: Linear, query: string, variables: Fields = {}): Promise<Fields> {
  const { data, errors } = await ask(linear, query, variables);
  expect(errors).toBeUndefined();
  const [value] = Object.values(data);
  return value as Fields;
}

const issue = (linear: Linear, fields: string, id = "PSN-120") =>
  one(linear, `query ($id: String!) { issue(id: $id) { ${fields} } }`, { id });

/** An issue of the world that fits. */
function find(
  linear: Linear,
  fits: (issue: ReturnType<typeof stateOf>["issues"][number]) => boolean,
): string {
  const found = stateOf(linear.world).issues.find(fits);
  if (found === undefined) throw new Error("There is no such issue.");
  return identifierOf(found);
}

describe("the simulated Linear, asked for everything it knows", () => {
  it("answers every field of every type that the world has", async () => {
    const linear = simulatedLinear();
    await linear.run("create_reaction", { issue_id: "PSN-120", emoji: "+1" });
    await linear.run("update_issue", { issue_id: "PSN-120", assignee: "me", project: null, labels: [] });
    const diff = `{ diff(id: "${stateOf(linear.world).releases.diffs[0]?.id}") { files { path } pullRequest { id } } }`;
    const seen = new Set<string>();
    for (const read of [...READS, diff]) {
      const { query, types } = withLeaves(read);
      const { errors } = await ask(linear, query);
      expect(errors).toBeUndefined();
      for (const type of types) seen.add(type);
    }
    const all = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type));
    const never = all
      .map(({ name }) => name)
      .filter((name) => !seen.has(name) && !/^__|^(?:Query|Mutation)$|Payload$|^UploadFile/.test(name));
    // Nobody from outside and no integration is in this world.
    expect(never).toEqual(["ExternalUser", "ActorBot"]);
  });

  it("notes when an issue came to be done, and forgets it when it is not", async () => {
    const linear = simulatedLinear();
    const moments = "startedAt completedAt canceledAt";
    const before = await issue(linear, moments, "PSN-122");
    expect(before).toEqual({ startedAt: null, completedAt: null, canceledAt: null });
    const now = "2025-12-01T10:00:00.000Z";
    await linear.run("update_issue", { issue_id: "PSN-122", state: "In Progress" });
    expect(await issue(linear, moments, "PSN-122")).toEqual({ ...before, startedAt: now });
    await linear.run("update_issue", { issue_id: "PSN-122", state: "Done" });
    expect(await issue(linear, moments, "PSN-122")).toEqual({ ...before, startedAt: now, completedAt: now });
    await linear.run("update_issue", { issue_id: "PSN-122", state: "Duplicate" });
    expect(await issue(linear, moments, "PSN-122")).toEqual({ ...before, startedAt: now, canceledAt: now });
    await linear.run("update_issue", { issue_id: "PSN-122", state: "Todo" });
    expect(await issue(linear, moments, "PSN-122")).toEqual(before);
  });

  it("keeps the day on which an issue was done when something else of it changes", async () => {
    const linear = simulatedLinear();
    const { completedAt } = await issue(linear, "completedAt", "PSN-121");
    expect(completedAt).toBe("2025-11-17T12:00:00.000Z");
    await linear.run("update_issue", { issue_id: "PSN-121", title: "Threat model" });
    expect(await issue(linear, "completedAt", "PSN-121")).toEqual({ completedAt });
  });

  it("knows since when an issue waits in triage, and when it left it", async () => {
    const linear = simulatedLinear();
    await issue(linear, "id");
    const id = find(linear, ({ status }) => status.type === "triage");
    const { createdAt, ...waiting } = await issue(linear, "createdAt startedTriageAt triagedAt", id);
    expect(waiting).toEqual({ startedTriageAt: createdAt, triagedAt: null });
    await linear.run("update_issue", { issue_id: id, state: "Todo" });
    expect(await issue(linear, "startedTriageAt triagedAt", id)).toEqual({
      startedTriageAt: createdAt,
      triagedAt: "2025-12-01T10:00:00.000Z",
    });
    expect(await issue(linear, "startedTriageAt triagedAt")).toEqual({
      startedTriageAt: null,
      triagedAt: null,
    });
  });

  it("counts what belongs to a team, to a person and to a project", async () => {
    const linear = simulatedLinear();
    await linear.run("archive_issue", { issue_id: "WEB-1" });
    const { nodes } = (await one(
      linear,
      "{ teams { nodes { key issueCount all: issueCount(includeArchived: true) triageEnabled upcomingCycleCount cycleDuration } } }",
    )) as { nodes: Fields[] };
    const cycles = { cycleDuration: 2, upcomingCycleCount: 2 };
    expect(nodes).toEqual([
      { key: "PSN", issueCount: 123, all: 123, triageEnabled: false, ...cycles },
      { key: "WEB", issueCount: 239, all: 240, triageEnabled: true, ...cycles },
    ]);
    const me = await one(linear, "{ viewer { createdIssueCount initials lastSeen owner } }");
    await linear.run("create_issue", { team: "PSN", title: "One more" });
    const { createdIssueCount } = await one(linear, "{ viewer { createdIssueCount } }");
    expect(createdIssueCount).toBe(Number(me["createdIssueCount"]) + 1);
    expect(me).toMatchObject({ initials: "ML", lastSeen: "2025-12-01T10:00:00.000Z", owner: true });
  });

  it("draws a cycle day by day, and a project week by week", async () => {
    const linear = simulatedLinear();
    const charts =
      "issueCountHistory completedIssueCountHistory scopeHistory completedScopeHistory inProgressScopeHistory";
    const { cycle } = await issue(linear, `cycle { completedAt ${charts} }`);
    const days = (value: number) => Array.from({ length: 8 }, () => value);
    expect(cycle).toEqual({
      completedAt: null,
      issueCountHistory: days(1),
      completedIssueCountHistory: days(0),
      scopeHistory: days(5),
      completedScopeHistory: days(0),
      inProgressScopeHistory: days(5),
    });
    const { project } = (await issue(linear, `project { scope createdAt ${charts} issues: id }`)) as {
      project: Fields & { issueCountHistory: number[]; scopeHistory: number[] };
    };
    const own = stateOf(linear.world).issues.filter((one) => one.project?.name === "API authentication");
    expect(project.issueCountHistory.at(-1)).toBe(own.length);
    expect(project.scopeHistory.at(-1)).toBe(project["scope"]);
    expect(project["scope"]).toBe(own.length + 4);
    expect([...project.issueCountHistory].sort((a, b) => a - b)).toEqual(project.issueCountHistory);
    const last =
      own
        .map(({ updatedAt }) => Date.parse(updatedAt))
        .sort((a, b) => a - b)
        .at(-1) ?? 0;
    const weeks = (last - Date.parse(String(project["createdAt"]))) / (7 * 86_400_000);
    expect(project.issueCountHistory).toHaveLength(Math.ceil(weeks));
  });

  it("tells what became of a comment", async () => {
    const linear = simulatedLinear();
    const comments = async () => {
      const { comments: found } = (await issue(
        linear,
        "comments { nodes { id parentId editedAt resolvingCommentId reactionData } }",
      )) as { comments: { nodes: Fields[] } };
      return found.nodes;
    };
    const answer = (await comments()).find(({ parentId }) => parentId !== null);
    const question = String(answer?.["parentId"]);
    await linear.run("create_reaction", { comment_id: question, emoji: "eyes" });
    await linear.run("update_comment", { comment_id: question, body: "Which one?" });
    await one(
      linear,
      "mutation ($id: String!, $by: String) { commentResolve(id: $id, resolvingCommentId: $by) { success } }",
      {
        id: question,
        by: answer?.["id"],
      },
    );
    const { id: me } = await one(linear, "{ viewer { id } }");
    const now = "2025-12-01T10:00:00.000Z";
    expect((await comments()).find(({ id }) => id === question)).toMatchObject({
      editedAt: now,
      resolvingCommentId: answer?.["id"],
      reactionData: [{ emoji: "eyes", reactions: [{ userId: me, reactedAt: now }] }],
    });
    expect(answer).toMatchObject({ editedAt: null, resolvingCommentId: null, reactionData: [] });
  });

  it("tells changes by id as well as by what they lead to", async () => {
    const linear = simulatedLinear();
    await linear.run("update_issue", { issue_id: "PSN-120", assignee: "me", state: "Done", labels: [] });
    const { history } = (await issue(
      linear,
      `history(first: 1) { nodes { actorId actor { id } fromAssigneeId fromAssignee { id email } toAssigneeId
         toAssignee { id isMe } toStateId toState { id } fromCycleId removedLabelIds removedLabels { id } addedLabelIds } }`,
    )) as { history: { nodes: [Record<string, Fields | null> & { removedLabels: Fields[] }] } };
    const [entry] = history.nodes;
    expect(entry).toMatchObject({
      actorId: entry["actor"]?.["id"],
      fromAssigneeId: entry["fromAssignee"]?.["id"],
      fromAssignee: { email: "priya@acme.example" },
      toAssigneeId: entry["actorId"],
      toAssignee: { isMe: true },
      toStateId: entry["toState"]?.["id"],
      fromCycleId: null,
      removedLabelIds: entry.removedLabels.map(({ id }) => id),
      addedLabelIds: null,
    });
    expect(entry.removedLabels).toHaveLength(2);
  });

  it("notes when a project and a release came to be done", async () => {
    const linear = simulatedLinear();
    await linear.run("update_project", { project: "API authentication", state: "Completed" });
    const { project } = await issue(linear, "project { startedAt completedAt canceledAt healthUpdatedAt }");
    expect(project).toEqual({
      startedAt: "2025-11-03T09:00:00.000Z",
      completedAt: "2025-12-01T10:00:00.000Z",
      canceledAt: null,
      healthUpdatedAt: "2025-01-07T09:00:00.000Z",
    });
    await linear.run("save_release", {
      release_id: stateOf(linear.world).releases.releases[1]?.id,
      stage: "Released",
    });
    const { nodes } = (await one(linear, "{ releases { nodes { version startedAt completedAt } } }")) as {
      nodes: Fields[];
    };
    expect(nodes.find(({ version }) => version === "2.4.0")).toEqual({
      version: "2.4.0",
      startedAt: "2025-01-07T09:00:00.000Z",
      completedAt: "2025-12-01T10:00:00.000Z",
    });
  });
});
