import { describe, expect, it } from "vitest";
import { ISSUE } from "../../src/documents/issues.js";
import { answering, resultOf, sentBody, simulatedLinear } from "../bench.js";

describe("get_issue", () => {
  it("asks once, by variables, with the bare key, and parses what comes", async () => {
    const linear = simulatedLinear();
    const issue = await linear.run("get_issue", { issue_id: "PSN-120" });
    const [request] = linear.sent;
    expect(request?.url).toBe("http://simulator.invalid/linear/graphql");
    expect(request?.method).toBe("POST");
    expect(request?.headers.get("authorization")).toBe("simulated-api_key");
    expect(await sentBody(request)).toEqual({
      query: ISSUE.text,
      variables: { id: "PSN-120", comments: false, attachments: false, children: false, relations: false },
    });
    expect(issue).toEqual({
      id: expect.any(String),
      identifier: "PSN-120",
      title: "Security review: JWT authentication for the public API",
      status: "In Progress",
      status_type: "started",
      priority: "Urgent",
      team: { id: expect.any(String), key: "PSN", name: "Platform Security & Network" },
      assignee: { id: expect.any(String), name: "Priya Natarajan" },
      project: { id: expect.any(String), name: "API authentication" },
      milestone: { id: expect.any(String), name: "Beta for partners" },
      cycle: { id: expect.any(String), name: "Hardening" },
      labels: ["security", "authentication"],
      description: expect.stringContaining("**short-lived tokens**"),
      estimate: 5,
      due_date: "2025-12-12",
      branch: "maya/psn-120-security-review-jwt-authentication-for-the-public-api",
      created: "2025-11-04T09:30:00.000Z",
      updated: "2025-11-18T16:05:00.000Z",
      url: "https://linear.app/acme/issue/PSN-120/security-review-jwt-authentication-for-the-public-api",
    });
    expect(resultOf("get_issue")?.parse(issue)).toEqual(issue);
    expect(linear.calls).toBe(1);
  });

  it("brings along what is included, in the same call", async () => {
    const linear = simulatedLinear();
    const include = ["comments", "attachments", "children", "relations"];
    const issue = await linear.run("get_issue", { issue_id: "psn-120", include });
    expect(issue).toMatchObject({
      comments: [
        {
          author: { name: "Priya Natarajan" },
          body: expect.stringContaining("RS256"),
          url: expect.stringContaining("#comment-"),
        },
        { author: { name: "Maya Lindqvist" }, parent_id: expect.any(String) },
        { created: "2025-11-18T16:05:00.000Z" },
      ],
      attachments: [
        { title: "TRAIN-123", source: "jira", url: "https://acme.atlassian.net/browse/TRAIN-123" },
        { title: "PR 42", author: { name: "Maya Lindqvist" } },
      ],
      children: [
        { identifier: "PSN-122", status: "Todo" },
        { identifier: "PSN-121", status: "Done" },
      ],
      relations: [
        { relation: "blocks", identifier: "PSN-123" },
        { relation: "related", identifier: "PSN-118" },
        { relation: "blocked by", identifier: "PSN-119", status: "In Review" },
      ],
    });
    expect(issue).not.toHaveProperty("incomplete");
    expect(linear.calls).toBe(1);
    expect(resultOf("get_issue")?.parse(issue)).toEqual(issue);
  });

  it("finds by id too, and shows the parent", async () => {
    const linear = simulatedLinear();
    const { id } = (await linear.run("get_issue", { issue_id: "PSN-121" })) as { id: string };
    await expect(linear.run("get_issue", { issue_id: id })).resolves.toMatchObject({
      identifier: "PSN-121",
      parent: { identifier: "PSN-120", status: "In Progress" },
    });
  });

  it("says which list goes on beyond what Linear gave", async () => {
    const cut = { nodes: [], pageInfo: { hasNextPage: true } };
    const respond = () =>
      Response.json({ data: { issue: { id: "1", comments: cut, inverseRelations: cut } } });
    const issue = await answering(respond).run("get_issue", { issue_id: "PSN-1" });
    expect(issue).toMatchObject({ comments: [], relations: [], incomplete: ["comments", "relations"] });
    expect(resultOf("get_issue")?.parse(issue)).toEqual(issue);
  });

  it("reads a sparse reply, and comments of bots and outsiders", async () => {
    const nodes = [
      { id: "c2", body: "b", createdAt: "2025-01-02T00:00:00.000Z", botActor: { id: null, name: "GitHub" } },
      { id: "c1", body: "a", createdAt: "2025-01-01T00:00:00.000Z", externalUser: { id: "x", name: "Ada" } },
    ];
    const respond = () =>
      Response.json({ data: { issue: { priority: 0, priorityLabel: "No priority", comments: { nodes } } } });
    const issue = await answering(respond).run("get_issue", { issue_id: "PSN-1", include: ["comments"] });
    expect(issue).toEqual({
      id: "",
      identifier: "",
      title: "",
      status: "",
      url: "",
      comments: [
        { id: "c1", body: "a", author: { id: "x", name: "Ada" }, created: "2025-01-01T00:00:00.000Z" },
        { id: "c2", body: "b", author: { id: "", name: "GitHub" }, created: "2025-01-02T00:00:00.000Z" },
      ],
    });
  });

  it("names the issue that is not there", async () => {
    await expect(simulatedLinear().run("get_issue", { issue_id: "PSN-9999" })).rejects.toMatchObject({
      code: "ISSUE_NOT_FOUND",
      number: 1005,
      message: expect.stringContaining("PSN-9999"),
      details: { issue_id: "PSN-9999", entity: "Issue" },
      retryable: false,
    });
  });

  it("refuses what cannot be an issue before anything is sent", async () => {
    const linear = simulatedLinear();
    await expect(linear.run("get_issue", { issue_id: 'PSN-1") { id } }' })).rejects.toThrow("PSN-12");
    expect(linear.calls).toBe(0);
  });
});

describe("search_issues", () => {
  it("finds by words, and sends them as a variable", async () => {
    const linear = simulatedLinear();
    const query = "JWT authentication";
    const answer = await linear.run("search_issues", { query });
    const { query: document, variables } = await sentBody(linear.sent[0]);
    expect(document).not.toContain(query);
    expect(variables).toEqual({ term: query, first: 50 });
    expect(answer).toMatchObject({
      issues: [
        {
          identifier: "PSN-123",
          title: "Announce JWT authentication to partners",
          status: "Backlog",
          assignee: "Elena Petrova",
        },
        {
          identifier: "PSN-120",
          assignee: "Priya Natarajan",
          url: expect.stringContaining("/issue/PSN-120/"),
        },
      ],
      page: { total: 2, complete: true },
    });
    expect(resultOf("search_issues")?.parse(answer)).toEqual(answer);
  });

  it("keeps to a team, which is looked up once", async () => {
    const linear = simulatedLinear();
    const answer = (await linear.run("search_issues", { query: "the", team: "web" })) as {
      issues: { identifier: string }[];
    };
    expect(answer.issues).toHaveLength(50);
    expect(answer.issues.every(({ identifier }) => identifier.startsWith("WEB-"))).toBe(true);
    const { variables } = await sentBody(linear.sent[1]);
    expect(variables["filter"]).toEqual({ team: { id: { eq: expect.any(String) } } });
    await linear.run("search_issues", { query: "the", team: "web" });
    expect(linear.calls).toBe(3);
  });

  it("pages to the end without losing or repeating an issue", async () => {
    const linear = simulatedLinear();
    const found: string[] = [];
    let token: string | undefined;
    do {
      const answer = (await linear.run("search_issues", {
        query: "the",
        team: "WEB",
        limit: 75,
        ...(token === undefined ? {} : { page_token: token }),
      })) as { issues: { identifier: string }[]; page: { next?: string; total: number; complete: boolean } };
      found.push(...answer.issues.map(({ identifier }) => identifier));
      token = answer.page.next;
      expect(answer.page.complete).toBe(token === undefined);
      expect(answer.page.total).toBe(240);
    } while (token !== undefined);
    expect(new Set(found).size).toBe(240);
    expect(found).toHaveLength(240);
    expect(linear.calls).toBe(1 + 4);
  });

  it("finds nothing without an error, and refuses a token of another list", async () => {
    const linear = simulatedLinear();
    await expect(linear.run("search_issues", { query: "zeppelin" })).resolves.toEqual({
      issues: [],
      page: { total: 0, complete: true },
    });
    await expect(linear.run("search_issues", { query: "JWT", page_token: "nonsense" })).rejects.toMatchObject(
      { number: 1108 },
    );
  });
});
