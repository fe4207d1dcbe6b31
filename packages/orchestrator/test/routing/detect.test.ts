import { describe, expect, it } from "vitest";
import { detect } from "../../src/routing/detect.js";
import { TABLE } from "./table.js";
import { BITBUCKET, CONFLUENCE, decision, JIRA, JIRA_EU, LINEAR, SLACK, system, WORLD } from "./world.js";

it("knows what at least 120 different targets are", () => {
  const targets = Object.values(TABLE).flatMap((rows) => rows.map(([target]) => JSON.stringify(target)));
  expect(new Set(targets).size).toBeGreaterThanOrEqual(120);
});

describe.each(Object.entries(TABLE))("%s", (_, rows) => {
  it.each(rows)("%j → %s", (target, expected) => {
    expect(decision(target)).toBe(expected.replace(/^!/, ""));
  });
});

describe("keys", () => {
  const jira = system("jira", { base_url: "https://acme.atlassian.net" });
  const linear = system("linear");

  it("without any known keys are ambiguous, never a guess; the error lists both and says how they would be told apart", () => {
    const outcome = detect({ target: "TRAIN-1" }, [jira, linear]);
    if ("route" in outcome) expect.unreachable();
    expect(outcome.error).toMatchObject({
      number: 6012,
      details: {
        candidates: [
          { system: "jira", operation: "get_issue", because: expect.stringContaining("TRAIN-1") },
          { system: "linear", operation: "get_issue", because: expect.stringContaining("TRAIN-1") },
        ],
      },
      suggestions: expect.arrayContaining([
        "Name the system: jira or linear.",
        expect.stringContaining("systems.jira.project_keys or systems.linear.team_keys"),
      ]),
    });
  });

  it.each([
    [
      "with one system configured it is that one",
      "TRAIN-1",
      [linear],
      'linear get_issue {"issue_id":"TRAIN-1"}',
    ],
    [
      "with one that can be spoken to too",
      "TRAIN-1",
      [jira, system("linear", {}, { isUsable: false })],
      'jira get_issue {"issue_key":"TRAIN-1"}',
    ],
    ["a system that names it has it", "TRAIN-1", [JIRA, linear], 'jira get_issue {"issue_key":"TRAIN-1"}'],
    ["one that names others might still have it", "NEW-1", [JIRA, linear], "AMBIGUOUS_SYSTEM jira, linear"],
    [
      "two systems that name it are ambiguous",
      "TRAIN-1",
      [JIRA, system("linear", { team_keys: "TRAIN" })],
      "AMBIGUOUS_SYSTEM jira, linear",
    ],
    ["in small letters it is one only for whom it is known", "train-1", [linear], "INVALID_REQUEST"],
  ])("%s", (_, target, systems, expected) => {
    expect(decision(target, systems)).toBe(expected);
  });
});

describe("systems that share an address", () => {
  const other = system("bitbucket-b", { workspace: "other" }, { kind: "bitbucket" });

  it("are told apart by their workspace", () => {
    const address = "https://bitbucket.org/other/thing/pull-requests/7";
    expect(decision(address, [BITBUCKET, other])).toContain("bitbucket-b get_pull_request");
    expect(decision("https://bitbucket.org/third/thing/pull-requests/7", [BITBUCKET, other])).toBe(
      "AMBIGUOUS_SYSTEM bitbucket, bitbucket-b",
    );
  });

  it("Jira and Confluence, by the path", () => {
    expect(decision("https://acme.atlassian.net/browse/TRAIN-1", [CONFLUENCE, JIRA])).toContain(
      "jira get_issue",
    );
    expect(decision("https://acme.atlassian.net/wiki/spaces/TECH", [JIRA, CONFLUENCE])).toContain(
      "confluence get_space",
    );
  });
});

describe("simulated systems", () => {
  const origin = "http://127.0.0.1:4010";
  const world = [
    system("jira", { base_url: `${origin}/jira`, project_keys: "TRAIN" }, { isSimulated: true }),
    system("slack", { base_url: `${origin}/slack`, workspace: "acme" }, { isSimulated: true }),
    system("bitbucket", { base_url: `${origin}/bitbucket` }, { isSimulated: true }),
  ];

  it.each([
    [`${origin}/jira/browse/TRAIN-1`, 'jira get_issue {"issue_key":"TRAIN-1"}'],
    [`${origin}/slack/archives/C74E562F736`, 'slack get_channel {"channel":"C74E562F736"}'],
    [
      `${origin}/bitbucket/acme/platform/pull-requests/42`,
      'bitbucket get_pull_request {"repository":"acme/platform","id":"42"}',
    ],
    ["https://acme.atlassian.net/browse/TRAIN-1", 'jira get_issue {"issue_key":"TRAIN-1"}'],
    ["http://127.0.0.1:4011/jira/browse/TRAIN-1", "INVALID_REQUEST"],
    [`${origin}/browse/TRAIN-1`, "INVALID_REQUEST"],
  ])("%s → %s", (target, expected) => {
    expect(decision(target, world)).toBe(expected);
  });

  it("what the simulated world writes into its links is no address of a real system", () => {
    expect(decision("https://acme.atlassian.net/browse/EU-1", [JIRA_EU])).toBe("INVALID_REQUEST");
  });
});

describe("with a system, an operation, params", () => {
  it.each([
    [
      "a system that the target fits",
      { system: "jira-eu", target: "TRAIN-1" },
      'jira-eu get_issue {"issue_key":"TRAIN-1"}',
    ],
    ["a system that it does not fit", { system: "slack", target: "TRAIN-1" }, "INVALID_REQUEST"],
    [
      "an address of another system",
      { system: "jira", target: "https://linear.app/acme/issue/PSN-1" },
      "INVALID_REQUEST",
    ],
    ["a system that is not there", { system: "jirra", target: "TRAIN-1" }, "INVALID_SYSTEM"],
    [
      "another operation on the same thing",
      { target: "TRAIN-1", operation: "get_watchers" },
      'jira get_watchers {"issue_key":"TRAIN-1"}',
    ],
    [
      "which decides, where only one system has it",
      { target: "WEB-7", operation: "get_issue_hierarchy" },
      'linear get_issue_hierarchy {"issue_id":"WEB-7"}',
    ],
    [
      "an operation that takes nothing of the target",
      { target: "TRAIN-1", operation: "list_projects" },
      "INVALID_REQUEST",
    ],
    [
      "an operation that its system lacks",
      { target: "TRAIN-1", operation: "get_thread" },
      "INVALID_OPERATION",
    ],
    [
      "params beside the target",
      { target: "TRAIN-1", params: { expand: ["links"] } },
      'jira get_issue {"issue_key":"TRAIN-1","expand":["links"]}',
    ],
    [
      "params that say the same",
      { target: "TRAIN-1", params: { key: "train-1" } },
      'jira get_issue {"issue_key":"train-1"}',
    ],
    ["params that contradict it", { target: "TRAIN-1", params: { key: "TRAIN-2" } }, "INVALID_REQUEST"],
    [
      "a write on the target, when it is asked for",
      { target: "TRAIN-1", operation: "add_comment", params: { body: "x" } },
      'jira add_comment {"issue_key":"TRAIN-1","body":"x"}',
    ],
    ["an operation that one system has", { operation: "list_teams" }, "linear list_teams {}"],
    [
      "one that several have",
      { operation: "search_issues", params: { query: "x" } },
      "AMBIGUOUS_SYSTEM jira, jira-eu, linear",
    ],
    ["one that nobody has", { operation: "fly" }, "INVALID_OPERATION"],
    ["a name of every object", { operation: "constructor" }, "INVALID_OPERATION"],
    ["nothing", {}, "INVALID_REQUEST"],
  ])("%s", (_, input, expected) => {
    expect(decision(input)).toBe(expected);
  });

  it("says where a target would fit that does not fit its system", () => {
    const outcome = detect({ system: "slack", target: "TRAIN-1" }, WORLD);
    if ("route" in outcome) expect.unreachable();
    expect(outcome.error.message).toContain("it fits jira");
    expect(outcome.error.suggestions[0]).toContain("Leave system out, or name jira");
  });

  it("explains what it decided", () => {
    const outcome = detect({ target: "TRAIN-123" }, [JIRA, LINEAR, SLACK]);
    if ("error" in outcome) expect.unreachable();
    expect(outcome.route).toMatchObject({
      kind: "issue",
      because:
        '"TRAIN-123" is a key of an issue, as Jira has them, and project_keys of jira names TRAIN; its natural read is get_issue',
    });
  });

  it("a host that is not configured is named, and what can be", () => {
    const outcome = detect({ target: "https://evil.example/browse/TRAIN-1" }, WORLD);
    if ("route" in outcome) expect.unreachable();
    expect(outcome.error.message).toContain("evil.example is not an address of a configured system");
  });

  it("a shape that cannot be read says what to do instead", () => {
    const outcome = detect({ target: "https://acme.atlassian.net/wiki/x/AYCB/more" }, WORLD);
    if ("route" in outcome) expect.unreachable();
    expect(outcome.error.suggestions[0]).toContain("Open the short link in a browser");
  });
});
