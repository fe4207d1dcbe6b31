import { describe, expect, it } from "vitest";
import { answering, BASE, parsed, simulatedBitbucket, target } from "../bench.js";

const pr42 = { repository: "acme/platform", id: 42 };
const url = `${BASE}/acme/platform/pull-requests/42`;

describe("update_pull_request", () => {
  it("reads what there is, and changes what was given", async () => {
    const bitbucket = simulatedBitbucket();
    const receipt = await bitbucket.run("update_pull_request", {
      ...pr42,
      title: "JWT middleware",
      description: "",
      destination_branch: "release/2.4",
      close_source_branch: false,
    });
    expect(bitbucket.sent.map((request) => `${request.method} ${target(request)}`)).toEqual([
      "GET /repositories/acme/platform/pullrequests/42",
      "PUT /repositories/acme/platform/pullrequests/42",
    ]);
    const uuid = expect.stringMatching(/^\{[0-9a-f-]{36}\}$/);
    expect(await bitbucket.sent[1]?.json()).toEqual({
      title: "JWT middleware",
      description: "",
      destination: { branch: { name: "release/2.4" } },
      reviewers: [{ uuid }, { uuid }],
      close_source_branch: false,
    });
    expect(receipt).toEqual({
      id: "42",
      url,
      changed: ["title", "description", "destination_branch", "close_source_branch"],
    });
    expect(parsed("update_pull_request", receipt)).toEqual(receipt);
  });

  it("keeps title, description and reviewers that nothing was said of: Bitbucket would drop the reviewers", async () => {
    const bitbucket = simulatedBitbucket();
    const before = await bitbucket.run("get_pull_request", pr42);
    await bitbucket.run("update_pull_request", { ...pr42, close_source_branch: false });
    const after = (await bitbucket.run("get_pull_request", pr42)) as { updated: string };
    expect({ ...after, updated: "" }).toEqual({ ...(before as object), updated: "" });
  });

  it.each<[Record<string, string[]>, string[]]>([
    [{ reviewers: ["Elena Petrova"] }, ["Elena Petrova"]],
    [{ reviewers: [] }, []],
    [{ add_reviewers: ["Elena Petrova", "tom"] }, ["Priya Natarajan", "Tom Okafor", "Elena Petrova"]],
    [{ remove_reviewers: ["Tom Okafor"] }, ["Priya Natarajan"]],
    [{ add_reviewers: ["elena"], remove_reviewers: ["priya"] }, ["Tom Okafor", "Elena Petrova"]],
    [{ reviewers: ["priya", "elena"], remove_reviewers: ["priya"] }, ["Elena Petrova"]],
  ])("sets the reviewers: %j", async (given, names) => {
    const bitbucket = simulatedBitbucket();
    await bitbucket.run("update_pull_request", { ...pr42, ...given });
    const after = (await bitbucket.run("get_pull_request", pr42)) as { reviewers: { name: string }[] };
    expect(after.reviewers.map(({ name }) => name)).toEqual(names);
    expect(bitbucket.sent.filter((request) => target(request).includes("/members"))).toHaveLength(
      given["reviewers"]?.length === 0 ? 0 : 1,
    );
  });

  it.each([
    [{ ...pr42, destination_branch: "nope" }, 5003, { branch: "nope" }],
    [{ ...pr42, add_reviewers: ["me"] }, 5104, { fields: ["reviewers"] }],
    [{ ...pr42, add_reviewers: ["Alex Kim"] }, 5110, {}],
    [{ ...pr42, id: 2, title: "x" }, 5301, {}],
    [{ ...pr42, id: 9999, title: "x" }, 5002, { id: 9999 }],
    [{ ...pr42 }, 6008, {}],
  ])("tells what cannot be changed: %j", async (params, number, details) => {
    await expect(simulatedBitbucket().run("update_pull_request", params)).rejects.toMatchObject({
      number,
      ...(number === 6008 ? {} : { details }),
    });
  });

  it("is an unknown outcome when the change was sent and not answered, and a failure when only the reading was", async () => {
    const lost = () => Promise.reject(new TypeError("fetch failed", { cause: { code: "ECONNRESET" } }));
    const change = { ...pr42, title: "x" };
    await expect(answering(lost).run("update_pull_request", change)).rejects.toMatchObject({ number: 5401 });
    const half = answering(({ method }) => (method === "GET" ? Response.json({ id: 42 }) : lost()));
    await expect(half.run("update_pull_request", change)).rejects.toMatchObject({ number: 6105 });
  });
});

describe("a draft", () => {
  it.each([
    ["publish_draft", { repository: "acme/web", id: 61 }, false],
    ["convert_to_draft", pr42, true],
  ])("%s", async (operation, params, draft) => {
    const bitbucket = simulatedBitbucket();
    const receipt = await bitbucket.run(operation, params);
    expect(bitbucket.sent[1]?.method).toBe("PUT");
    expect(await bitbucket.sent[1]?.json()).toMatchObject({ draft, title: expect.any(String) });
    expect(receipt).toEqual({ id: String(params.id), url: expect.any(String), changed: ["draft"] });
    await expect(bitbucket.run("get_pull_request", params)).resolves.toMatchObject({
      draft,
      reviewers: expect.arrayContaining([expect.anything()]),
    });
  });
});
