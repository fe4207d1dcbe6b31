import { describe, expect, it } from "vitest";
import { allPages, asked, MINTED_ID, resultOf, simulatedLinear } from "../bench.js";

const id = expect.stringMatching(MINTED_ID);
const SKILL = "a7df1595-77ea-400f-a9ce-fe23e6347b58";
const DIFF = "8c4186fd-7f6b-45fd-a68e-566c4afe2395";

describe("list_agent_skills and get_agent_skill", () => {
  it("read skills", async () => {
    const linear = simulatedLinear();
    const skill = {
      id: SKILL,
      title: "Triage security reports",
      description: "How reports are sorted",
      shared: true,
      owner: { id, name: "Maya Lindqvist" },
      updated: expect.any(String),
    };
    const { items } = await allPages(linear, "list_agent_skills", { limit: 1, list: "skills" });
    expect(items).toEqual([skill]);
    expect(await asked(linear)).toEqual([{ document: "ListAgentSkills", variables: { first: 1 } }]);
    await expect(linear.run("get_agent_skill", { skill_id: SKILL })).resolves.toEqual({
      ...skill,
      body: "Ask for a way to reproduce it.",
    });
    await expect(linear.run("get_agent_skill", { skill_id: "nope" })).rejects.toMatchObject({ number: 1019 });
  });
});

describe("get_diff", () => {
  it("tells the size of a change, its files and its pull request", async () => {
    const linear = simulatedLinear();
    const answer = await linear.run("get_diff", { diff_id: DIFF });
    expect(await asked(linear)).toEqual([{ document: "GetDiff", variables: { id: DIFF } }]);
    expect(answer).toEqual({
      id: DIFF,
      pull_request: {
        number: 42,
        title: "Add JWT authentication",
        status: "inReview",
        source: "feature/jwt",
        destination: "main",
        url: "https://bitbucket.org/acme/platform/pull-requests/42",
      },
      author: { id, name: "Maya Lindqvist" },
      additions: 134,
      deletions: 9,
      files: [
        { path: "src/auth/jwt.ts", state: "added", additions: 120, deletions: 0 },
        { path: "src/auth/keys.ts", state: "modified", additions: 14, deletions: 9 },
      ],
      file_count: 2,
      created: expect.any(String),
    });
    expect(resultOf("get_diff")?.parse(answer)).toEqual(answer);
    await expect(linear.run("get_diff", { diff_id: "nope" })).rejects.toMatchObject({
      number: 1020,
      details: { diff_id: "nope" },
    });
  });
});
