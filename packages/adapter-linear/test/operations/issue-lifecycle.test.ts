import { describe, expect, it } from "vitest";
import { answering, asked, simulatedLinear } from "../bench.js";

describe("archive_issue, unarchive_issue and delete_issue", () => {
  it.each([
    ["archive_issue", {}, "ArchiveIssue", {}, "archived"],
    ["unarchive_issue", {}, "UnarchiveIssue", {}, "archived"],
    ["delete_issue", {}, "DeleteIssue", { permanently: false }, "deleted"],
  ])("%s asks once and answers a receipt", async (operation, params, document, variables, changed) => {
    const linear = simulatedLinear();
    const receipt = await linear.run(operation, { issue_id: "PSN-5", ...params });
    expect(await asked(linear)).toEqual([{ document, variables: { id: "PSN-5", ...variables } }]);
    expect(receipt).toEqual({
      id: expect.any(String),
      identifier: "PSN-5",
      url: expect.stringContaining("/issue/PSN-5/"),
      changed: [changed],
    });
  });

  it("what is deleted can be brought back, unless it is gone for ever", async () => {
    const linear = simulatedLinear();
    await linear.run("delete_issue", { issue_id: "PSN-5" });
    await expect(linear.run("get_issue", { issue_id: "PSN-5" })).resolves.toMatchObject({
      archived: "2025-12-01T10:00:00.000Z",
    });
    await linear.run("unarchive_issue", { issue_id: "PSN-5" });
    expect(await linear.run("get_issue", { issue_id: "PSN-5" })).not.toHaveProperty("archived");
    await expect(linear.run("delete_issue", { issue_id: "PSN-5", permanently: true })).resolves.toEqual({
      id: "PSN-5",
      identifier: "",
      url: "",
      changed: ["deleted"],
    });
    await expect(linear.run("unarchive_issue", { issue_id: "PSN-5" })).rejects.toMatchObject({
      number: 1005,
      details: { issue_id: "PSN-5" },
    });
  });

  it("fails when Linear does not say that it did it", async () => {
    const linear = answering(() =>
      Response.json({ data: { issueArchive: { success: false, entity: null } } }),
    );
    await expect(linear.run("archive_issue", { issue_id: "PSN-5" })).rejects.toMatchObject({ number: 1301 });
  });
});
