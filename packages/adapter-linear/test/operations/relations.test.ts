import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { documentsOf, idOf, MINTED_ID, simulatedLinear, variablesOf } from "../bench.js";

const id = expect.stringMatching(MINTED_ID);

describe("link_issues", () => {
  it("relates two issues, and leaves what is so already", async () => {
    const linear = simulatedLinear();
    const params = { issue_id: "PSN-122", related_issue_id: "PSN-118", type: "blocks" };
    const receipt = await linear.run("link_issues", params);
    expect(await documentsOf(linear)).toEqual(["IssueToChange", "CreateRelation"]);
    expect(await variablesOf(linear, "CreateRelation")).toEqual({
      input: { id, type: "blocks", issueId: "PSN-122", relatedIssueId: "PSN-118" },
    });
    expect(receipt).toEqual({
      id,
      identifier: "PSN-122",
      url: expect.stringContaining("PSN-122"),
      changed: ["relations"],
      relation_id: id,
    });
    expect(adapter.operations["link_issues"]?.result.parse(receipt)).toEqual(receipt);
    await expect(linear.run("link_issues", params)).resolves.toMatchObject({ changed: [], relation_id: id });
    expect(linear.calls).toBe(3);
  });

  it("knows a relation from its other end, and by ids", async () => {
    const linear = simulatedLinear();
    const [review, keys] = [await idOf(linear, "PSN-120"), await idOf(linear, "PSN-118")];
    const related = { issue_id: keys, related_issue_id: review, type: "related" };
    await expect(linear.run("link_issues", related)).resolves.toMatchObject({ changed: [] });
    // Blocking has a direction: the other way round it is another relation.
    const blocks = { issue_id: "PSN-123", related_issue_id: "PSN-120", type: "blocks" };
    await expect(linear.run("link_issues", blocks)).resolves.toMatchObject({ changed: ["relations"] });
  });

  it("takes a relation away, twice without harm", async () => {
    const linear = simulatedLinear();
    const params = { issue_id: "PSN-120", related_issue_id: "PSN-123", type: "blocks", remove: true };
    await expect(linear.run("link_issues", params)).resolves.toMatchObject({ changed: ["relations"] });
    expect(await variablesOf(linear, "DeleteRelation")).toEqual({ id });
    const again = await linear.run("link_issues", params);
    expect(again).toMatchObject({ identifier: "PSN-120", changed: [] });
    expect(again).not.toHaveProperty("relation_id");
    const { relations } = (await linear.run("get_issue", {
      issue_id: "PSN-120",
      include: ["relations"],
    })) as {
      relations: { identifier: string }[];
    };
    expect(relations.map(({ identifier }) => identifier)).toEqual(["PSN-118", "PSN-119"]);
  });

  it.each([
    { issue_id: "PSN-9999", related_issue_id: "PSN-1" },
    { issue_id: "PSN-1", related_issue_id: "PSN-9999" },
  ])("tells which issue is not there: %j", async (params) => {
    await expect(simulatedLinear().run("link_issues", { ...params, type: "similar" })).rejects.toMatchObject({
      number: 1005,
      details: { issue_id: "PSN-9999" },
    });
  });
});
