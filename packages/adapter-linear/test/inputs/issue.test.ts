import { describe, expect, it } from "vitest";
import { answering, MINTED_ID, sentBody, simulatedLinear, variablesOf } from "../bench.js";

describe("a new issue", () => {
  it("plans it, hands it to an agent, and attaches links", async () => {
    const linear = simulatedLinear();
    await linear.run("list_teams");
    const params = {
      team: "PSN",
      title: "One",
      state: "Todo",
      project: "API authentication",
      milestone: "Beta for partners",
      cycle: "Hardening",
      delegate: "noor@acme.example",
      estimate: 3,
      links: [{ url: "https://example.com/a", title: "A" }, { url: "https://example.com/b" }],
    };
    const receipt = await linear.run("create_issue", params);
    const id = expect.stringMatching(MINTED_ID);
    expect(await variablesOf(linear, "CreateIssue")).toEqual({
      input: {
        id,
        teamId: id,
        title: "One",
        stateId: id,
        delegateId: id,
        projectId: id,
        projectMilestoneId: id,
        cycleId: id,
        estimate: 3,
      },
    });
    expect(receipt).toMatchObject({
      identifier: "PSN-124",
      changed: expect.arrayContaining(["milestone", "links"]),
    });
    expect(receipt).not.toHaveProperty("warnings");
    await expect(
      linear.run("get_issue", { issue_id: "PSN-124", include: ["attachments"] }),
    ).resolves.toMatchObject({
      cycle: { name: "Hardening" },
      delegate: { name: "Noor Haddad" },
      attachments: [{ title: "A" }, { title: "https://example.com/b" }],
    });
  });

  it("keeps the issue when a link fails, and says so", async () => {
    const teams = { nodes: [{ id: "t", key: "PSN", name: "P", states: { nodes: [], pageInfo: {} } }] };
    const linear = answering(async (request) => {
      const { query } = await sentBody(request);
      if (query.includes("LinkUrl")) return new Response("<html>", { status: 500 });
      const issue = { id: "i", identifier: "PSN-1", url: "u" };
      return Response.json({
        data: query.includes("mutation") ? { issueCreate: { success: true, issue } } : { teams },
      });
    });
    const links = [{ url: "https://example.com/a" }];
    await expect(linear.run("create_issue", { team: "PSN", title: "One", links })).resolves.toMatchObject({
      identifier: "PSN-1",
      warnings: [{ what: "link https://example.com/a", code: "LINEAR_API_ERROR" }],
    });
  });
});
