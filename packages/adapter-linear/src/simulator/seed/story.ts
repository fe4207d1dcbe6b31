import type { Person } from "@pm-orchestrator/simulator";
import { momentsOf } from "../moments.js";
import { identifierOf, type LinearState, type SimIssue, uuid } from "../state.js";

/** Issues 118 to 123 of PSN: what the security team does for TRAIN-123, JWT authentication for the public API. */
export function tellTheStory(linear: LinearState): void {
  const issue = (identifier: string): SimIssue => {
    const found = linear.issues.find((one) => identifierOf(one) === identifier);
    if (found === undefined) throw new RangeError(`There is no ${identifier}.`);
    return found;
  };
  const who = (handle: string): Person => {
    const found = linear.world.people.find((person) => person.handle === handle);
    if (found === undefined) throw new RangeError(`There is no ${handle}.`);
    return found;
  };
  const set = (identifier: string, title: string, change: Partial<SimIssue> & { state: string }) => {
    const { state, ...fields } = change;
    const target = issue(identifier);
    const status = linear.statuses.find((one) => one.team === target.team && one.name === state);
    const project = linear.planning.projects.find(({ name }) => name === "API authentication") ?? null;
    const labels = linear.labels.filter(({ name }) => name === "security" || name === "authentication");
    Object.assign(
      target,
      { title, description: null, project, labels, priority: 2 },
      status && { status },
      fields,
    );
    Object.assign(target, momentsOf(target.status.type, target.updatedAt));
    return target;
  };

  const review = set("PSN-120", "Security review: JWT authentication for the public API", {
    state: "In Progress",
    assignee: who("priya"),
    creator: who("elena"),
    priority: 1,
    dueDate: "2025-12-12",
    description: [
      "Partners get **short-lived tokens** instead of static keys (TRAIN-123).",
      "",
      "## To check",
      "- Tokens expire after 15 minutes",
      "- Refresh tokens rotate",
      "- Keys are published as a JWKS",
    ].join("\n"),
    createdAt: "2025-11-04T09:30:00.000Z",
    updatedAt: "2025-11-18T16:05:00.000Z",
  });
  const part = {
    parent: review,
    createdAt: "2025-11-05T08:00:00.000Z",
    updatedAt: "2025-11-17T12:00:00.000Z",
  };
  set("PSN-121", "Threat model for stolen JWTs", { ...part, state: "Done", assignee: who("priya") });
  set("PSN-122", "Check the key rotation of the JWKS endpoint", {
    ...part,
    state: "Todo",
    assignee: who("tom"),
  });
  const announce = set("PSN-123", "Announce JWT authentication to partners", {
    state: "Backlog",
    assignee: who("elena"),
    createdAt: "2025-11-06T10:00:00.000Z",
    updatedAt: "2025-11-06T10:00:00.000Z",
  });
  const keys = set("PSN-118", "Retire static API keys", { state: "Backlog", assignee: null });
  const vault = set("PSN-119", "Keep the signing keys in the vault", {
    state: "In Review",
    assignee: who("liam"),
    description: [
      "Progress: 33% (1/3 completed)",
      "",
      "- [X] Choose the vault",
      "- [ ] Rotate the keys",
      "- [ ] Rotate the keys",
    ].join("\n"),
  });

  const at = (moment: string) => ({ createdAt: moment, updatedAt: moment });
  const question = {
    ...at("2025-11-10T11:20:00.000Z"),
    id: uuid("comment:1"),
    issue: review,
    user: who("priya"),
    body: "Which algorithm do we sign with? I want **RS256**, and no `none`.",
    parent: null,
    resolvedAt: null,
    resolvingComment: null,
  };
  linear.comments.push(
    question,
    {
      ...at("2025-11-10T13:45:00.000Z"),
      id: uuid("comment:2"),
      issue: review,
      user: who("maya"),
      body: "RS256. The pull request refuses every other `alg`.",
      parent: question,
      resolvedAt: null,
      resolvingComment: null,
    },
    {
      ...at("2025-11-18T16:05:00.000Z"),
      id: uuid("comment:3"),
      issue: review,
      user: who("priya"),
      body: "Threat model is done; the rotation is what remains.",
      parent: null,
      resolvedAt: null,
      resolvingComment: null,
    },
  );
  const links = [
    [
      "TRAIN-123",
      "Add JWT authentication to the public API",
      "https://acme.atlassian.net/browse/TRAIN-123",
      "jira",
    ],
    ["PR 42", "acme/platform", "https://bitbucket.org/acme/platform/pull-requests/42", "url"],
  ] as const;
  for (const [title, subtitle, url, sourceType] of links) {
    const id = uuid(`attachment:${title}`);
    const creator = who("maya");
    linear.attachments.push({
      ...at(review.createdAt),
      id,
      issue: review,
      title,
      subtitle,
      url,
      sourceType,
      creator,
    });
  }
  const relations = [
    ["blocks", review, announce],
    ["related", review, keys],
    ["blocks", vault, review],
  ] as const;
  for (const [type, from, relatedIssue] of relations) {
    const id = uuid(`relation:${identifierOf(from)}:${identifierOf(relatedIssue)}`);
    linear.relations.push({ ...at(review.createdAt), id, type, issue: from, relatedIssue });
  }
  const [inProgress, inReview] = ["In Progress", "In Review"].map((state) =>
    linear.statuses.find(({ team, name }) => team === vault.team && name === state),
  );
  linear.history.push({
    ...at(vault.updatedAt),
    id: uuid("history:1"),
    issue: review,
    actor: who("priya"),
    changes: { fromState: inReview, toState: inProgress, addedLabels: review.labels },
  });
}
