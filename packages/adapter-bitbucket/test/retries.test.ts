import type { AnyOperation } from "@pm-orchestrator/core";
import type { World } from "@pm-orchestrator/simulator";
import { describe, expect, it, vi } from "vitest";
import adapter from "../src/index.js";
import type { BitbucketState, SimPullRequest } from "../src/simulator/state.js";
import { isChange, losingBitbucket, simulatedBitbucket } from "./bench.js";

const operations: Readonly<Record<string, AnyOperation>> = adapter.operations;
const writes = Object.keys(operations).filter((name) => operations[name]?.effect !== "read");
const sentAgain = writes.filter((name) => operations[name]?.retry === "natural");
const lookedFor = writes.filter((name) => operations[name]?.reconcile !== undefined);

const exampleOf = (operation: string) => ({ ...operations[operation]?.example });

function stateOf(world: World): BitbucketState {
  return world.state<BitbucketState>("bitbucket", () => {
    throw new Error("Bitbucket was not asked.");
  });
}

function pullRequest(world: World, id: number): SimPullRequest {
  const found = stateOf(world).repositories[0]?.pullRequests.get(id);
  if (found === undefined) throw new Error(`There is no pull request ${id}.`);
  return found;
}

/** How many there are of everything. */
function countsIn(world: World) {
  return stateOf(world).repositories.map(({ branches, tags, commits, pullRequests }) => ({
    branches: branches.size,
    tags: tags.size,
    commits: commits.size,
    pullRequests: [...pullRequests.values()].map(({ comments, tasks, state }) => [
      state,
      comments.length,
      tasks.length,
    ]),
  }));
}

/** What an operation gives when nothing is lost. */
async function undisturbed(operation: string, params = exampleOf(operation)) {
  const bitbucket = simulatedBitbucket();
  const result = await bitbucket.run(operation, params);
  return { result, counts: countsIn(bitbucket.world) };
}

describe("what writes declare", () => {
  it("is that every write can be sent again, or looked for", () => {
    expect(writes.filter((name) => operations[name]?.retry === "lookup")).toEqual(lookedFor);
    expect(writes).toHaveLength(sentAgain.length + lookedFor.length);
  });

  it.each(Object.keys(operations))("%s draws on the limit of where it goes", (name) => {
    const { upstream = [], limits = [] } = operations[name] ?? {};
    const [own] = upstream;
    if (own === undefined) return;
    expect(limits).toEqual([/ \/repositories\//.test(own) ? "repository_requests" : "requests"]);
  });
});

/** What must have been done before there is something to take back. */
const before: Readonly<Record<string, string>> = {
  unapprove_pull_request: "approve_pull_request",
  remove_change_request: "request_changes",
};

describe("a change that may be made twice", () => {
  it.each(sentAgain)("is made once, and answers as ever, when its answer gets lost: %s", async (name) => {
    const first = [before[name] ?? []].flat();
    const [clean, lossy] = [
      simulatedBitbucket(),
      losingBitbucket({ applied: true, after: first.length, patient: true }),
    ];
    for (const one of first) for (const bitbucket of [clean, lossy]) await bitbucket.run(one, exampleOf(one));
    const result = await clean.run(name, exampleOf(name));
    await expect(lossy.run(name, exampleOf(name))).resolves.toEqual(result);
    expect(clean.sent.filter(isChange)).toHaveLength(first.length + 1);
    expect(lossy.sent.filter(isChange)).toHaveLength(first.length + 2);
    expect(countsIn(lossy.world)).toEqual(countsIn(clean.world));
  });

  it("is refused as ever when it was not lost", async () => {
    const bitbucket = simulatedBitbucket();
    const params = { repository: "acme/platform", name: "v0.0.0" };
    await expect(bitbucket.run("delete_tag", params)).rejects.toMatchObject({ code: "BRANCH_NOT_FOUND" });
  });
});

type Params = Record<string, unknown>;

const inline = { path: "src/auth/jwt.ts", to: 12 };
const cases: [string, Params][] = [
  ...lookedFor.map((name): [string, Params] => [name, exampleOf(name)]),
  ["create_pull_request", { ...exampleOf("create_pull_request"), destination_branch: "release/2.4" }],
  ["create_pull_request", { ...exampleOf("create_pull_request"), description: "Why", draft: true }],
  ["add_pull_request_comment", { repository: "acme/platform", id: 42, content: "Fine.", parent_id: 4201 }],
  ["add_pull_request_comment", { repository: "acme/platform", id: 42, content: "Fine.", pending: true }],
  [
    "add_pull_request_comment",
    { repository: "acme/platform", id: 42, content: "So?", inline, suggestion: "a" },
  ],
  ["create_tag", { repository: "acme/platform", name: "v9" }],
  ["run_pipeline", { repository: "acme/platform", target: "main" }],
];

describe("a write that may have happened", () => {
  it.each(cases)("is sent once, and found: %s %j", async (name, params) => {
    const { result, counts } = await undisturbed(name, params);
    const bitbucket = losingBitbucket({ applied: true, patient: true });
    await expect(bitbucket.run(name, params)).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
    const found = await bitbucket.reconcile(name, params);
    if (name === "decline_pull_request") {
      expect(found).toMatchObject({
        state: "DECLINED",
        changed: ["state"],
        comment_failed: expect.any(String),
      });
    } else {
      expect(found).toEqual(result);
      expect(countsIn(bitbucket.world)).toEqual(counts);
    }
    expect(operations[name]?.result.parse(found)).toEqual(found);
    expect(bitbucket.sent.filter(isChange)).toHaveLength(1);
  });

  it.each(cases)("is not found when it did not arrive: %s %j", async (name, params) => {
    const bitbucket = losingBitbucket({ applied: false });
    await expect(bitbucket.run(name, params)).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
    await expect(bitbucket.reconcile(name, params)).resolves.toBeUndefined();
  });

  it.each(["create_pull_request", "add_pull_request_comment", "create_pull_request_task", "run_pipeline"])(
    "is neither what another step made nor what was made long ago: %s",
    async (name) => {
      const params = exampleOf(name);
      const twin = losingBitbucket({ applied: false, after: 1 });
      await twin.run(name, params);
      await expect(twin.run(name, params)).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
      await expect(twin.reconcile(name, params)).resolves.toBeUndefined();

      const late = losingBitbucket({ applied: true });
      await expect(late.run(name, params)).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
      vi.spyOn(late.world, "now").mockReturnValue(new Date("2025-12-01T11:00:00Z"));
      await expect(late.reconcile(name, params)).resolves.toBeUndefined();
    },
  );

  it("is not what somebody else made", async () => {
    const bitbucket = simulatedBitbucket();
    const comment = { repository: "acme/platform", id: 42, content: "Looks good" };
    const task = { repository: "acme/platform", id: 42, content: "Changelog" };
    await bitbucket.run("add_pull_request_comment", comment);
    await bitbucket.run("create_pull_request_task", task);
    await bitbucket.run("create_pull_request", exampleOf("create_pull_request"));
    const { comments, tasks } = pullRequest(bitbucket.world, 42);
    const [newComment, newTask, opened] = [comments.at(-1), tasks.at(-1), pullRequest(bitbucket.world, 241)];
    // As if another process had made them, with other ids.
    Object.assign(newComment ?? {}, { id: 4299 });
    Object.assign(newTask ?? {}, { id: 429 });
    const found = await bitbucket.reconcile("add_pull_request_comment", comment);
    expect(found).toMatchObject({ id: "4299" });
    for (const thing of [newComment, newTask, opened]) Object.assign(thing ?? {}, { author: "priya" });
    Object.assign(newComment ?? {}, { id: 4298 });
    await expect(bitbucket.reconcile("add_pull_request_comment", comment)).resolves.toBeUndefined();
    await expect(bitbucket.reconcile("create_pull_request_task", task)).resolves.toBeUndefined();
    await expect(
      bitbucket.reconcile("create_pull_request", exampleOf("create_pull_request")),
    ).resolves.toBeUndefined();
  });

  it("is not one of two that nobody can tell apart", async () => {
    const bitbucket = simulatedBitbucket();
    const params = { repository: "acme/platform", id: 42, content: "Looks good" };
    await bitbucket.run("add_pull_request_comment", params);
    const { comments } = pullRequest(bitbucket.world, 42);
    const made = comments.at(-1);
    if (made === undefined) throw new Error("There is no comment.");
    comments.push({ ...made, id: 4298 }, { ...made, id: 4299 });
    await expect(bitbucket.reconcile("add_pull_request_comment", params)).resolves.toBeUndefined();
  });

  it.each([
    ["merge_pull_request", { repository: "acme/platform", id: 42 }],
    ["decline_pull_request", { repository: "acme/platform", id: 42 }],
  ])("is not what somebody else ended: %s", async (name, params) => {
    const bitbucket = losingBitbucket({ applied: true });
    await expect(bitbucket.run(name, params)).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
    pullRequest(bitbucket.world, 42).closedBy = "priya";
    await expect(bitbucket.reconcile(name, params)).resolves.toBeUndefined();
  });

  it.each([
    ["create_pull_request", { title: "Something else" }],
    ["create_pull_request", { description: "Something else" }],
    ["create_pull_request", { draft: true }],
    ["create_branch", { from: "main" }],
    ["create_tag", { target: "main" }],
    ["create_tag", { message: "Something else" }],
    ["create_repository", { description: "Something else" }],
    ["update_repository", { description: "Something else" }],
  ])("is not something of the same name: %s %j", async (name, difference) => {
    const bitbucket = losingBitbucket({ applied: true });
    await expect(bitbucket.run(name, exampleOf(name))).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
    await expect(bitbucket.reconcile(name, { ...exampleOf(name), ...difference })).resolves.toBeUndefined();
  });
});
