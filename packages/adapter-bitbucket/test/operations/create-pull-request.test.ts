import { describe, expect, it } from "vitest";
import { BASE, parsed, simulatedBitbucket, target } from "../bench.js";

const params = {
  repository: "acme/platform",
  title: "Publish the signing keys as a JWKS",
  source_branch: "feature/TRAIN-124-publish-jwks",
};

describe("create_pull_request", () => {
  it("resolves people, sends what the vendor's example sends, and answers a receipt", async () => {
    const bitbucket = simulatedBitbucket();
    const receipt = await bitbucket.run("create_pull_request", {
      ...params,
      destination_branch: "release/2.4",
      description: "For **TRAIN-124**.",
      reviewers: ["Priya Natarajan", "tom", "Tom Okafor"],
      close_source_branch: true,
    });
    expect(bitbucket.sent.map((request) => `${request.method} ${target(request)}`)).toEqual([
      "GET /workspaces/acme/members?pagelen=100",
      "POST /repositories/acme/platform/pullrequests",
    ]);
    const uuid = expect.stringMatching(/^\{[0-9a-f-]{36}\}$/);
    expect(await bitbucket.sent[1]?.json()).toEqual({
      title: params.title,
      source: { branch: { name: params.source_branch } },
      destination: { branch: { name: "release/2.4" } },
      description: "For **TRAIN-124**.",
      reviewers: [{ uuid }, { uuid }],
      close_source_branch: true,
    });
    expect(receipt).toEqual({
      id: "241",
      url: `${BASE}/acme/platform/pull-requests/241`,
      changed: [
        "title",
        "source_branch",
        "destination_branch",
        "description",
        "reviewers",
        "close_source_branch",
      ],
    });
    expect(parsed("create_pull_request", receipt)).toEqual(receipt);
    await expect(
      bitbucket.run("get_pull_request", { repository: "platform", id: "241" }),
    ).resolves.toMatchObject({
      title: params.title,
      state: "OPEN",
      author: { name: "Maya Lindqvist" },
      destination: "release/2.4",
      reviewers: [{ name: "Priya Natarajan" }, { name: "Tom Okafor" }],
      created: "2025-12-01T10:00:00.000Z",
    });
  });

  it("sends no more than was given, and goes to the default branch", async () => {
    const bitbucket = simulatedBitbucket();
    await bitbucket.run("create_pull_request", { ...params, close_source_branch: false });
    expect(bitbucket.calls).toBe(1);
    expect(await bitbucket.sent[0]?.json()).toEqual({
      title: params.title,
      source: { branch: { name: params.source_branch } },
      close_source_branch: false,
    });
    await expect(
      bitbucket.run("get_pull_request", { repository: "platform", id: 241 }),
    ).resolves.toMatchObject({
      destination: "main",
    });
  });

  it("brings an open one between the same branches up to date, as Bitbucket does", async () => {
    const bitbucket = simulatedBitbucket();
    await bitbucket.run("create_pull_request", params);
    await expect(bitbucket.run("create_pull_request", { ...params, title: "JWKS" })).resolves.toMatchObject({
      id: "241",
    });
    await expect(
      bitbucket.run("get_pull_request", { repository: "platform", id: 241 }),
    ).resolves.toMatchObject({
      title: "JWKS",
    });
  });

  it.each([
    [{ source_branch: "feature/nope" }, 5003, { branch: "feature/nope", field: "source" }],
    [{ destination_branch: "nope" }, 5003, { branch: "nope", field: "destination" }],
    [{ source_branch: "main" }, 5104, { fields: [] }],
    [{ source_branch: "feature/TRAIN-126-token-metrics" }, 5104, { fields: [] }],
    [{ reviewers: ["me"] }, 5104, { fields: ["reviewers"] }],
    [{ repository: "acme/nope" }, 5001, { repository: "acme/nope" }],
  ])("tells what Bitbucket refuses: %j", async (wrong, number, details) => {
    await expect(
      simulatedBitbucket().run("create_pull_request", { ...params, ...wrong }),
    ).rejects.toMatchObject({ number, details });
  });

  it.each([
    [{ reviewers: ["Alex Kim"] }, 5110],
    [{ reviewers: ["Prya Natarajan"] }, 5006],
    [{ repository: "acme/platform", workspace: "other" }, 5104],
  ])("sends nothing when a name is not certain: %j", async (wrong, number) => {
    const bitbucket = simulatedBitbucket();
    await expect(bitbucket.run("create_pull_request", { ...params, ...wrong })).rejects.toMatchObject({
      number,
    });
    expect(bitbucket.sent.some(({ method }) => method === "POST")).toBe(false);
  });

  it.each([{ source_branch: "with space" }, { title: "" }, { title: "x".repeat(256) }])(
    "refuses %j",
    async (wrong) => {
      const bitbucket = simulatedBitbucket();
      await expect(bitbucket.run("create_pull_request", { ...params, ...wrong })).rejects.toThrow();
      expect(bitbucket.calls).toBe(0);
    },
  );
});

describe("a draft", () => {
  it.each([
    ["create_draft_pull_request", {}],
    ["create_pull_request", { draft: true }],
  ])("is opened by %s", async (operation, more) => {
    const bitbucket = simulatedBitbucket();
    const receipt = await bitbucket.run(operation, { ...params, ...more });
    expect(await bitbucket.sent[0]?.json()).toMatchObject({ title: params.title, draft: true });
    expect(receipt).toMatchObject({ id: "241", changed: ["title", "source_branch", "draft"] });
    await expect(
      bitbucket.run("get_pull_request", { repository: "platform", id: "241" }),
    ).resolves.toMatchObject({ draft: true });
  });

  it("takes everything that a pull request takes", async () => {
    const bitbucket = simulatedBitbucket();
    await bitbucket.run("create_draft_pull_request", {
      ...params,
      destination_branch: "release/2.4",
      description: "Not **yet**.",
      reviewers: ["priya"],
      close_source_branch: true,
    });
    expect(await bitbucket.sent[1]?.json()).toEqual({
      title: params.title,
      source: { branch: { name: params.source_branch } },
      destination: { branch: { name: "release/2.4" } },
      description: "Not **yet**.",
      reviewers: [{ uuid: expect.any(String) }],
      close_source_branch: true,
      draft: true,
    });
    await expect(
      bitbucket.run("create_draft_pull_request", { ...params, reviewers: ["me"] }),
    ).rejects.toMatchObject({ number: 5104, details: { fields: ["reviewers"] } });
  });
});
