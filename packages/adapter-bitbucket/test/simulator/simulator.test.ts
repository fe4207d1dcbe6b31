import { describe, expect, it } from "vitest";
import { BASE, simulatedHost } from "../bench.js";

const authorization = `Basic ${Buffer.from("maya@acme.example:simulated-api_token").toString("base64")}`;

interface Listed {
  values: { id: number; state: string; title: string; comment_count: number; reviewers?: unknown }[];
  size: number;
  page: number;
  next?: string;
  previous?: string;
}

async function list(
  query: Record<string, string> | [string, string][],
): Promise<{ status: number; body: Listed }> {
  const url = `${BASE}/repositories/acme/platform/pullrequests?${new URLSearchParams(query)}`;
  const response = await simulatedHost().fetch(url, { headers: { authorization } });
  return { status: response.status, body: (await response.json()) as Listed };
}

describe("the simulated list of pull requests", () => {
  it("holds hundreds, of every state", async () => {
    const all = ["OPEN", "MERGED", "DECLINED", "SUPERSEDED"].map((state): [string, string] => [
      "state",
      state,
    ]);
    const { body } = await list(all);
    expect(body).toMatchObject({ size: 240, page: 1, pagelen: 10 });
    expect(body.values).toHaveLength(10);
    expect(body.values.every(({ reviewers }) => reviewers === undefined)).toBe(true);
  });

  it("links to the pages around, below its own address and with its own filter", async () => {
    const { body } = await list({ state: "MERGED", page: "2", pagelen: "20" });
    expect(body.next).toBe(`${BASE}/repositories/acme/platform/pullrequests?state=MERGED&page=3&pagelen=20`);
    expect(body.previous).toBe(
      `${BASE}/repositories/acme/platform/pullrequests?state=MERGED&page=1&pagelen=20`,
    );
  });

  it.each([
    ['title ~ "jwt" AND state = "OPEN"', 1],
    ['state="OPEN" AND (id = 42 OR id = 41)', 2],
    ['state IN ("OPEN", "MERGED") AND source.branch.name = "feature/TRAIN-123-jwt-middleware"', 1],
    ['reviewers.nickname = "priya" AND author.nickname = "maya" AND id = 42', 1],
    ['state != "OPEN" AND id = 42', 0],
    ["created_on >= 2025-11-06 AND created_on < 2025-11-07 AND id <= 42", 1],
    ['title !~ "TRAIN-"', 1],
  ])("understands q: %s", async (q, size) => {
    expect((await list({ q })).body.size).toBe(size);
  });

  it.each([
    [{ q: "nonsense = 1" }, 400, "Invalid field name: nonsense"],
    [{ q: 'title ~ "jwt' }, 400, "Unexpected character '\"' in the query."],
    [{ q: "id = 42 AND" }, 400, "Unexpected end of the query."],
    [{ q: "__proto__ = 1" }, 400, "Invalid field name: __proto__"],
    [{ q: "id constructor 42" }, 400, "Unknown operator 'constructor' in the query."],
    [{ pagelen: "51" }, 400, "Invalid pagelen"],
    [{ page: "0" }, 404, "Invalid page"],
  ])("refuses %j as Bitbucket does", async (query, status, message) => {
    expect(await list(query as Record<string, string>)).toEqual({
      status,
      body: { type: "error", error: { message } },
    });
  });
});

it.each([
  undefined,
  "Bearer simulated-api_token",
  `Basic ${btoa("simulated-api_token")}`,
  `Basic ${btoa("a:b")}`,
])("does not let in %s", async (wrong) => {
  const response = await simulatedHost().fetch(
    `${BASE}/user`,
    wrong ? { headers: { authorization: wrong } } : {},
  );
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ type: "error", error: { message: expect.any(String) } });
});

it("refuses a creation without what it needs, field by field", async () => {
  const response = await simulatedHost().fetch(`${BASE}/repositories/acme/platform/pullrequests`, {
    method: "POST",
    headers: { authorization },
    body: "no JSON",
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({
    type: "error",
    error: {
      message: "Bad request",
      fields: { title: ["required key not provided"], source: ["required key not provided"] },
    },
  });
});

it("pages through the members", async () => {
  const host = simulatedHost();
  const names: string[] = [];
  let next: string | undefined = `${BASE}/workspaces/acme/members?pagelen=4`;
  while (next !== undefined) {
    const response: Response = await host.fetch(next, { headers: { authorization } });
    const body = (await response.json()) as { values: { user: { display_name: string } }[]; next?: string };
    names.push(...body.values.map(({ user }) => user.display_name));
    next = body.next;
  }
  expect(names).toEqual(host.world.people.map(({ name }) => name));
});
