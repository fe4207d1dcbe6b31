import { describe, expect, it } from "vitest";
import { answering, simulatedJira } from "../bench.js";

describe("link_issues", () => {
  const ends = { inward_issue: "TRAIN-1", outward_issue: "TRAIN-2" };

  it.each([
    ["Blocks", ["TRAIN-1", "TRAIN-2"], "TRAIN-1 blocks TRAIN-2"],
    ["10100", ["TRAIN-1", "TRAIN-2"], "TRAIN-1 blocks TRAIN-2"],
    ["blocks", ["TRAIN-1", "TRAIN-2"], "TRAIN-1 blocks TRAIN-2"],
    ["is blocked by", ["TRAIN-2", "TRAIN-1"], "TRAIN-1 is blocked by TRAIN-2"],
    ["relates to", ["TRAIN-1", "TRAIN-2"], "TRAIN-1 relates to TRAIN-2"],
  ])("reads %s from the inward issue", async (link_type, [inward, outward], relation) => {
    const jira = simulatedJira();
    const receipt = (await jira.run("link_issues", { ...ends, link_type })) as { link_id: string };
    expect(await jira.sent[1]?.json()).toMatchObject({
      inwardIssue: { key: inward },
      outwardIssue: { key: outward },
    });
    expect(receipt).toMatchObject({
      key: "TRAIN-1",
      changed: ["links"],
      relation,
      link_id: expect.stringMatching(/^\d+$/),
    });
    const issue = await jira.run("get_issue", { issue_key: "TRAIN-1", expand: ["links"] });
    expect(issue).toMatchObject({
      links: [{ id: receipt.link_id, key: "TRAIN-2", relation: relation.slice(8, -8) }],
    });
  });

  it("makes no second link of the same kind", async () => {
    const jira = simulatedJira();
    const first = await jira.run("link_issues", { ...ends, link_type: "Blocks" });
    await expect(jira.run("link_issues", { ...ends, link_type: "Blocks" })).resolves.toEqual(first);
  });

  it("keeps the receipt when the id of the link cannot be read", async () => {
    const jira = answering(({ method, url }) => {
      if (url.endsWith("issueLinkType"))
        return Response.json({ issueLinkTypes: [{ id: "1", name: "Blocks", outward: "blocks" }] });
      return method === "POST" ? new Response(null, { status: 201 }) : new Response(null, { status: 503 });
    });
    const receipt = await jira.run("link_issues", { ...ends, link_type: "Blocks" });
    expect(receipt).toMatchObject({ relation: "TRAIN-1 blocks TRAIN-2" });
    expect(receipt).not.toHaveProperty("link_id");
  });

  it.each([
    [{ link_type: "Blocksk" }, 2009, { available: expect.arrayContaining(["Blocks", "is blocked by"]) }],
    [{ outward_issue: "TRAIN-9999" }, 2003, { issue_keys: ["TRAIN-1", "TRAIN-9999"] }],
  ])("refuses %j", async (wrong, number, details) => {
    const params = { ...ends, link_type: "Blocks", ...wrong };
    await expect(simulatedJira().run("link_issues", params)).rejects.toMatchObject({ number, details });
  });
});

describe("get_link_types", () => {
  it("lists them, and remembers", async () => {
    const jira = simulatedJira();
    await expect(jira.run("get_link_types")).resolves.toMatchObject({
      link_types: [
        { id: "10100", name: "Blocks", inward: "is blocked by", outward: "blocks" },
        { name: "Duplicate" },
        { name: "Relates" },
      ],
    });
    await expect(jira.run("get_link_types", { name_filter: "BLOCKED" })).resolves.toMatchObject({
      link_types: [{ name: "Blocks" }],
    });
    expect(jira.calls).toBe(1);
  });
});

describe("remove_issue_link", () => {
  it("removes a link from both ends", async () => {
    const jira = simulatedJira();
    await jira.run("remove_issue_link", { link_id: "20443" });
    expect(jira.sent[0]?.method).toBe("DELETE");
    for (const issue_key of ["TRAIN-123", "TRAIN-130"]) {
      await expect(jira.run("get_issue", { issue_key, expand: ["links"] })).resolves.toMatchObject({
        links: [],
      });
    }
  });

  it("names the link that is not there", async () => {
    await expect(simulatedJira().run("remove_issue_link", { link_id: "1" })).rejects.toMatchObject({
      number: 2010,
      details: { id: "1" },
    });
  });
});
