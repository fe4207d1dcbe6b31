import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { MINTED_ID, sentBody, simulatedLinear } from "../bench.js";

describe("create_comment", () => {
  it("writes Markdown in one call, with a minted id", async () => {
    const linear = simulatedLinear();
    const receipt = await linear.run("create_comment", { issue_id: "PSN-120", body: "Use `RS256`." });
    const { query, variables } = await sentBody(linear.sent[0]);
    const input = variables["input"] as { id: string };
    expect(query).not.toContain("RS256");
    expect(input).toEqual({ id: expect.stringMatching(MINTED_ID), issueId: "PSN-120", body: "Use `RS256`." });
    expect(receipt).toEqual({
      id: input.id,
      identifier: "PSN-120",
      url: `https://linear.app/acme/issue/PSN-120/security-review-jwt-authentication-for-the-public-api#comment-${input.id.slice(0, 8)}`,
      changed: ["body"],
    });
    expect(adapter.operations["create_comment"]?.result.parse(receipt)).toEqual(receipt);
    expect(linear.calls).toBe(1);
    await expect(
      linear.run("get_issue", { issue_id: "PSN-120", include: ["comments"] }),
    ).resolves.toMatchObject({
      comments: [{}, {}, {}, { id: input.id, body: "Use `RS256`.", author: { name: "Maya Lindqvist" } }],
      updated: "2025-12-01T10:00:00.000Z",
    });
  });

  it("replies to a comment", async () => {
    const linear = simulatedLinear();
    const { id } = (await linear.run("create_comment", { issue_id: "PSN-1", body: "First" })) as {
      id: string;
    };
    await linear.run("create_comment", { issue_id: "PSN-1", body: "Second", parent_id: id });
    await expect(
      linear.run("get_issue", { issue_id: "PSN-1", include: ["comments"] }),
    ).resolves.toMatchObject({
      comments: expect.arrayContaining([expect.objectContaining({ body: "Second", parent_id: id })]),
    });
  });

  it.each([
    [{ issue_id: "PSN-9999" }, 1005, { issue_id: "PSN-9999" }],
    [{ parent_id: "00000000-0000-4000-8000-000000000000" }, 1008, { entity: "Comment" }],
  ])("refuses %j", async (wrong, number, details) => {
    const params = { issue_id: "PSN-120", body: "x", ...wrong };
    await expect(simulatedLinear().run("create_comment", params)).rejects.toMatchObject({ number, details });
  });
});
