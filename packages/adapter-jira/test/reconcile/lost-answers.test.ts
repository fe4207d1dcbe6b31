import { describe, expect, it, vi } from "vitest";
import adapter from "../../src/index.js";
import type { JiraState } from "../../src/simulator/state.js";
import { answering, simulatedJira } from "../bench.js";

// Nobody waits here for a search that lags behind.
vi.mock("../../src/pause.js", () => ({ pause: async () => {} }));

const issue = { project: "TRAIN", issue_type: "Task", summary: "Rotate the signing keys" };

type LookedUp = readonly [operation: string, params: Record<string, unknown>, method: string, path: string];

/** Every operation that looks what became of it: what it is given, and the call that changes something. */
const LOOKED_UP: readonly LookedUp[] = [
  ["create_issue", issue, "POST", "/rest/api/3/issue"],
  [
    "batch_create_issues",
    { issues: [issue, { ...issue, summary: "Two" }] },
    "POST",
    "/rest/api/3/issue/bulk",
  ],
  ["add_comment", { issue_key: "TRAIN-123", body: "Done." }, "POST", "/rest/api/3/issue/*/comment"],
  ["add_worklog", { issue_key: "TRAIN-123", time_spent: "2h" }, "POST", "/rest/api/3/issue/*/worklog"],
  [
    "transition_issue",
    { issue_key: "TRAIN-123", transition: "In Review", assignee: "me" },
    "POST",
    "/rest/api/3/issue/*/transitions",
  ],
  [
    "upload_attachment",
    { issue_key: "TRAIN-123", filename: "notes.txt", text: "Notes" },
    "POST",
    "/rest/api/3/issue/*/attachments",
  ],
  ["update_sprint", { sprint_id: "110", goal: "Refunds" }, "POST", "/rest/agile/1.0/sprint/*"],
  ["move_issue", { issue_key: "TRAIN-50", target_project: "OPS" }, "POST", "/rest/api/3/bulk/issues/move"],
];

/** Whose marks tell steps of the same account apart. */
const REPEATABLE = LOOKED_UP.filter(([operation]) =>
  ["create_issue", "batch_create_issues", "add_comment", "add_worklog", "upload_attachment"].includes(
    operation,
  ),
);

it("is tested of every operation that looks", () => {
  const looking = Object.entries(adapter.operations).filter(([, { retry }]) => retry === "lookup");
  expect(LOOKED_UP.map(([name]) => name).sort()).toEqual(looking.map(([name]) => name).sort());
});

async function lostIn(
  [operation, params, method, path]: LookedUp,
  fault: "reset_before" | "reset_after",
  after = 0,
) {
  const jira = simulatedJira({ faults: { rules: [{ fault, method, path, after, times: 1 }] } });
  for (let times = 0; times < after; times++) await jira.run(operation, params);
  await expect(jira.run(operation, params)).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
  return jira;
}

describe.each(LOOKED_UP)("%s whose answer was lost", (...lookedUp) => {
  const [operation, params] = lookedUp;

  it("is found, and answers what it would have answered", async () => {
    const { task_id: _, ...expected } = (await simulatedJira().run(operation, params)) as {
      task_id?: string;
    };
    const jira = await lostIn(lookedUp, "reset_after");
    const writes = jira.world.log.filter(({ write }) => write).length;
    await expect(jira.reconcile(operation, params)).resolves.toEqual(expected);
    expect(jira.world.log.filter(({ write }) => write)).toHaveLength(writes);
  });

  it("leaves no trace when it never arrived", async () => {
    const jira = await lostIn(lookedUp, "reset_before");
    await expect(jira.reconcile(operation, params)).resolves.toBeUndefined();
  });
});

describe.each(REPEATABLE)("%s", (...lookedUp) => {
  const [operation, params] = lookedUp;

  it("is not taken for what another step of the account made", async () => {
    const jira = await lostIn(lookedUp, "reset_before", 1);
    await expect(jira.reconcile(operation, params)).resolves.toBeUndefined();
  });

  it("is found beside what another step of the account made", async () => {
    const other = simulatedJira();
    await other.run(operation, params);
    const expected = await other.run(operation, params);
    const jira = await lostIn(lookedUp, "reset_after", 1);
    await expect(jira.reconcile(operation, params)).resolves.toEqual(expected);
  });
});

const lost = (method: string, path: string, fault: "reset_before" | "reset_after" = "reset_after") =>
  simulatedJira({ faults: { rules: [{ fault, method, path, times: 1 }] } });

/** What the simulated Jira holds. */
const stateOf = ({ world }: ReturnType<typeof simulatedJira>) =>
  world.state<JiraState>("jira", () => {
    throw new Error("There is no Jira yet.");
  });

describe("create_issue", () => {
  it("tells what was never tried, because nobody knew of the issue", async () => {
    const jira = lost("POST", "/rest/api/3/issue");
    const params = { ...issue, links: [{ type: "blocks", issue_key: "TRAIN-1" }], sprint: "110" };
    await expect(jira.run("create_issue", params)).rejects.toMatchObject({ number: 6105 });
    const untried = { code: "JIRA_API_ERROR", message: expect.stringContaining("not tried") };
    await expect(jira.reconcile("create_issue", params)).resolves.toEqual({
      id: expect.any(String),
      key: "TRAIN-401",
      url: "http://simulator.invalid/jira/browse/TRAIN-401",
      changed: ["project", "issue_type", "summary"],
      not_done: [
        { what: "blocks TRAIN-1", ...untried },
        { what: "sprint 110", ...untried },
      ],
    });
  });

  it("asks for the newest of the account's own, with their marks, until the search has caught up", async () => {
    let searches = 0;
    let mark: unknown;
    const jira = answering(async (request) => {
      if (request.url.includes("/issuetypes"))
        return Response.json({ issueTypes: [{ id: "1", name: "Task" }] });
      if (request.url.endsWith("/rest/api/3/issue")) {
        [{ value: mark }] = ((await request.json()) as { properties: [{ value: unknown }] }).properties;
        return new Response("bad gateway", { status: 502 });
      }
      expect(await request.json()).toEqual({
        jql: 'project in ("TRAIN") AND creator = currentUser() AND created >= "-1h" ORDER BY created DESC',
        fields: ["created"],
        properties: ["pm-orchestrator.step"],
        maxResults: 100,
      });
      searches += 1;
      const made = { id: "9", key: "TRAIN-9", properties: { "pm-orchestrator.step": mark } };
      return Response.json({ issues: searches === 3 ? [{ id: "8", key: "TRAIN-8" }, made] : [] });
    });
    await expect(jira.run("create_issue", issue)).rejects.toMatchObject({ number: 6105 });
    await expect(jira.reconcile("create_issue", issue)).resolves.toMatchObject({ key: "TRAIN-9" });
  });

  it("cannot tell when a copy bears the same mark", async () => {
    const jira = lost("POST", "/rest/api/3/issue");
    await expect(jira.run("create_issue", issue)).rejects.toMatchObject({ number: 6105 });
    const extras = jira.world.state<Map<string, { properties: Map<string, unknown> }>>(
      "jira.issue-extras",
      () => new Map(),
    );
    const { issues } = stateOf(jira);
    const made = issues.get("TRAIN-401");
    if (made === undefined) throw new Error("It was not made.");
    issues.set("TRAIN-402", { ...made, id: "99999", key: "TRAIN-402" });
    const original = extras.get(made.id);
    if (original !== undefined) extras.set("99999", original);
    await expect(jira.reconcile("create_issue", issue)).resolves.toBeUndefined();
  });
});

describe("transition_issue", () => {
  const params = { issue_key: "TRAIN-123", transition: "In Review" };
  const transitions = "/rest/api/3/issue/*/transitions";

  const standing = async (change: { author: string; at?: string; metadata?: object }, wanted = params) => {
    const jira = lost("POST", transitions, "reset_before");
    await expect(jira.run("transition_issue", wanted)).rejects.toMatchObject({ number: 6105 });
    const issue = stateOf(jira).issues.get("TRAIN-123");
    issue?.changes.push({
      at: "2025-12-01T10:00:00Z",
      field: "status",
      from: issue.status,
      to: "In Review",
      ...change,
    });
    if (issue) issue.status = "In Review";
    return jira.reconcile("transition_issue", wanted);
  };

  it("is also known by the account's own last change, where the history keeps no marks", async () => {
    await expect(standing({ author: "maya" })).resolves.toMatchObject({
      key: "TRAIN-123",
      from: "In Progress",
      to: "In Review",
    });
  });

  it.each([
    ["somebody else's", { author: "priya" }],
    ["an old one", { author: "maya", at: "2025-12-01T08:00:00Z" }],
    ["another step's", { author: "maya", metadata: { extraData: { id: "another" } } }],
  ])("is not taken for %s", async (_what, change) => {
    await expect(standing(change)).resolves.toBeUndefined();
  });
});

describe("upload_attachment", () => {
  it("is not taken for somebody else's file, or for an old one", async () => {
    for (const other of [{ author: "priya" }, { created: "2025-12-01T08:00:00.000Z" }, { size: 6 }]) {
      const jira = lost("POST", "/rest/api/3/issue/*/attachments");
      const params = { issue_key: "TRAIN-123", filename: "notes.txt", text: "Notes" };
      await expect(jira.run("upload_attachment", params)).rejects.toMatchObject({ number: 6105 });
      Object.assign(stateOf(jira).issues.get("TRAIN-123")?.attachments.at(-1) ?? {}, other);
      await expect(jira.reconcile("upload_attachment", params)).resolves.toBeUndefined();
    }
  });

  it("is claimed by one step only", async () => {
    const jira = simulatedJira({
      faults: {
        rules: [
          { fault: "reset_after", method: "POST", path: "/rest/api/3/issue/*/attachments", times: 1 },
          { fault: "reset_before", method: "POST", path: "/rest/api/3/issue/*/attachments", times: 1 },
        ],
      },
    });
    const params = { issue_key: "TRAIN-123", filename: "notes.txt", text: "Notes" };
    for (const expected of [{ id: expect.any(String) }, undefined]) {
      await expect(jira.run("upload_attachment", params)).rejects.toMatchObject({ number: 6105 });
      const found = await jira.reconcile("upload_attachment", params);
      if (expected === undefined) expect(found).toBeUndefined();
      else expect(found).toMatchObject(expected);
    }
  });
});
