import type { GatherStep } from "@pm-orchestrator/core";

/** The project of which every issue has a description, a document to be converted; others have none. */
const DOCUMENTED = "DOC";

/** So many systems share the reads: what one Jira takes in a second must not be what is measured. */
const SYSTEMS = 64;

/** Their names: all are Jira. */
export const CANNED_SYSTEMS = Array.from({ length: SYSTEMS }, (_, nth) => `jira-${nth}`);

/** What our Jira answers at a path: any issue, any project, at once. `body` is that of a read in bulk. */
export function cannedBody(path: string, body = ""): string {
  if (path.endsWith("/issue/bulkfetch")) {
    const { issueIdsOrKeys = [] } = JSON.parse(body) as { issueIdsOrKeys?: string[] };
    return `{"issues":[${issueIdsOrKeys.map(issueBody).join(",")}]}`;
  }
  const [, project] = /\/project\/([^/?]+)/.exec(path) ?? [];
  if (project !== undefined) return projectBody(project);
  const [, key = "TRAIN-1"] = /\/issue\/([^/?]+)/.exec(path) ?? [];
  return issueBody(key);
}

/** `fetch` that answers in process. */
export const cannedFetch: typeof fetch = async (input, init) => {
  const path = new URL(input instanceof Request ? input.url : input).pathname;
  return new Response(cannedBody(path, typeof init?.body === "string" ? init.body : ""), {
    headers: { "content-type": "application/json" },
  });
};

/**
 * Steps that read as many issues; with `documents` each has a description. Each by a call of its own, as reads that are to
 * be fresh are, unless they may be `merged`.
 */
export function issueReads(count: number, { documents = false, merged = false } = {}): GatherStep[] {
  const project = documents ? DOCUMENTED : "TRAIN";
  return Array.from({ length: count }, (_, index) => ({
    system: systemOf(index),
    operation: "get_issue",
    params: { issue_key: `${project}-${index + 1}` },
    ...(merged ? {} : { refresh_cache: true }),
  }));
}

function systemOf(index: number): string {
  return CANNED_SYSTEMS[index % SYSTEMS] ?? "jira-0";
}

/** Steps that look up projects, so many different ones in turn. */
export function lookUps(count: number, projects: number): GatherStep[] {
  return Array.from({ length: count }, (_, index) => ({
    system: systemOf(index),
    operation: "get_project",
    params: { project: `P${index % projects}` },
  }));
}

const PERSON = { accountId: "5f00aa", displayName: "Maya Lindqvist", active: true };

function issueBody(key: string): string {
  const description = key.startsWith(`${DOCUMENTED}-`) ? DOCUMENT : null;
  return JSON.stringify({
    id: "10123",
    key,
    self: `http://canned.invalid/rest/api/3/issue/${key}`,
    fields: {
      summary: "Add JWT authentication to the public API",
      status: { id: "3", name: "In Progress", statusCategory: { key: "indeterminate" } },
      issuetype: { id: "10001", name: "Story", subtask: false },
      priority: { id: "2", name: "High" },
      assignee: PERSON,
      reporter: PERSON,
      labels: ["authentication", "api"],
      created: "2025-11-03T09:12:44.000+0100",
      updated: "2025-11-20T16:40:02.000+0100",
      description,
    },
  });
}

function projectBody(key: string): string {
  return JSON.stringify({
    id: "10000",
    key,
    name: `Project ${key}`,
    projectTypeKey: "software",
    lead: PERSON,
  });
}

/** Half a page as people write it: paragraphs with a link and code, a heading, a list. */
const DOCUMENT = {
  type: "doc",
  version: 1,
  content: [
    paragraph(
      text("Clients of the public API authenticate with a session cookie today. "),
      text("Signed tokens", { type: "strong" }),
      text(" replace it; see "),
      text("the proposal", { type: "link", attrs: { href: "https://example.com/proposal" } }),
      text("."),
    ),
    { type: "heading", attrs: { level: 2 }, content: [text("Done when")] },
    {
      type: "bulletList",
      content: [
        "tokens expire after 15 minutes",
        "keys rotate without a restart",
        "old clients get a 401",
      ].map((item) => ({ type: "listItem", content: [paragraph(text(item))] })),
    },
    paragraph(text("The middleware lives in "), text("auth/verify", { type: "code" }), text(".")),
  ],
};

function paragraph(...content: object[]): object {
  return { type: "paragraph", content };
}

function text(words: string, mark?: object): object {
  return { type: "text", text: words, ...(mark === undefined ? {} : { marks: [mark] }) };
}
