import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { asked, simulatedLinear } from "../bench.js";

describe("get_issue_hierarchy", () => {
  it("gives parent, siblings and children in one call", async () => {
    const linear = simulatedLinear();
    const answer = await linear.run("get_issue_hierarchy", { issue_id: "PSN-121" });
    expect(await asked(linear)).toEqual([
      {
        document: "IssueHierarchy",
        variables: { id: "PSN-121", parent: true, withSiblings: true, siblings: 11, children: 100 },
      },
    ]);
    expect(answer).toEqual({
      issue: {
        id: expect.any(String),
        identifier: "PSN-121",
        title: "Threat model for stolen JWTs",
        status: "Done",
        url: expect.stringContaining("/issue/PSN-121/"),
      },
      parent: {
        id: expect.any(String),
        identifier: "PSN-120",
        title: expect.any(String),
        status: "In Progress",
        description: expect.stringContaining("**short-lived tokens**"),
        url: expect.stringContaining("/issue/PSN-120/"),
      },
      siblings: [
        { id: expect.any(String), identifier: "PSN-122", title: expect.any(String), status: "Todo" },
      ],
      children: [],
    });
    expect(adapter.operations["get_issue_hierarchy"]?.result.parse(answer)).toEqual(answer);
  });

  it("says that siblings are left out, and leaves out what is not wanted", async () => {
    const linear = simulatedLinear();
    for (const title of ["Third", "Fourth"])
      await linear.run("create_issue", { team: "PSN", title, parent: "PSN-120" });
    const cut = { issue_id: "PSN-121", sibling_limit: 2, include_parent: false };
    await expect(linear.run("get_issue_hierarchy", cut)).resolves.toEqual({
      issue: expect.objectContaining({ identifier: "PSN-121" }),
      siblings: [expect.objectContaining({ title: "Fourth" }), expect.objectContaining({ title: "Third" })],
      children: [],
      incomplete: ["siblings"],
    });
    const alone = await linear.run("get_issue_hierarchy", { issue_id: "PSN-120", include_siblings: false });
    expect(alone).not.toHaveProperty("parent");
    expect(alone).not.toHaveProperty("siblings");
    expect(alone).toMatchObject({ children: [{}, {}, { identifier: "PSN-122" }, { identifier: "PSN-121" }] });
  });
});
