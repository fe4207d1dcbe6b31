import { describe, expect, it } from "vitest";
import { BASE, parsed, simulatedBitbucket, target } from "../bench.js";

const pr42 = { repository: "acme/platform", id: 42 };
const PATH = "/repositories/acme/platform/pullrequests/42/tasks";
const receipt = (id: string, changed: string[]) => ({
  id,
  url: `${BASE}/acme/platform/pull-requests/42`,
  changed,
});

describe("list_pull_request_tasks", () => {
  it("lists them, with who did what", async () => {
    const bitbucket = simulatedBitbucket();
    const found = await bitbucket.run("list_pull_request_tasks", pr42);
    expect(target(bitbucket.sent[0])).toBe(`${PATH}?pagelen=50`);
    expect(found).toEqual({
      tasks: [
        {
          id: 421,
          content: "Reject tokens with `alg: none`",
          state: "OPEN",
          author: "Priya Natarajan",
          comment_id: 4201,
          created: "2025-11-07T09:21:00.000Z",
          url: `${BASE}/acme/platform/pull-requests/42`,
        },
        {
          id: 422,
          content: "Say in the changelog that API keys keep working",
          state: "RESOLVED",
          author: "Tom Okafor",
          resolved_by: "Maya Lindqvist",
          resolved: "2025-11-10T16:00:00.000Z",
          created: "2025-11-07T11:02:00.000Z",
          url: `${BASE}/acme/platform/pull-requests/42`,
        },
      ],
      page: { total: 2, complete: true },
    });
    expect(parsed("list_pull_request_tasks", found)).toEqual(found);
  });

  it.each([
    ["OPEN", "UNRESOLVED", 421],
    ["RESOLVED", "RESOLVED", 422],
  ])("by state: %s", async (state, vendors, id) => {
    const bitbucket = simulatedBitbucket();
    await expect(bitbucket.run("list_pull_request_tasks", { ...pr42, state })).resolves.toMatchObject({
      tasks: [{ id, state }],
    });
    expect(target(bitbucket.sent[0])).toBe(`${PATH}?q=state="${vendors}"&pagelen=50`);
  });
});

describe("a task", () => {
  it("is created, on the whole or on a comment", async () => {
    const bitbucket = simulatedBitbucket();
    const content = "Mention the **header**";
    const created = await bitbucket.run("create_pull_request_task", { ...pr42, content, comment_id: 4203 });
    expect(`${bitbucket.sent[0]?.method} ${target(bitbucket.sent[0])}`).toBe(`POST ${PATH}`);
    expect(await bitbucket.sent[0]?.json()).toEqual({ content: { raw: content }, comment: { id: 4203 } });
    expect(created).toEqual(receipt("423", ["content"]));
    expect(parsed("create_pull_request_task", created)).toEqual(created);
    await bitbucket.run("create_pull_request_task", { ...pr42, content });
    expect(await bitbucket.sent[1]?.json()).toEqual({ content: { raw: content } });
    const found = await bitbucket.run("get_pull_request_task", { ...pr42, task_id: "423" });
    expect(target(bitbucket.sent[2])).toBe(`${PATH}/423`);
    expect(found).toMatchObject({
      id: 423,
      content,
      state: "OPEN",
      author: "Maya Lindqvist",
      comment_id: 4203,
    });
    expect(parsed("get_pull_request_task", found)).toEqual(found);
  });

  it.each([
    [
      { state: "RESOLVED" },
      { state: "RESOLVED" },
      ["state"],
      { state: "RESOLVED", resolved_by: "Maya Lindqvist" },
    ],
    [{ content: "Anew" }, { content: { raw: "Anew" } }, ["content"], { content: "Anew", state: "OPEN" }],
    [
      { content: "Anew", state: "OPEN" },
      { content: { raw: "Anew" }, state: "UNRESOLVED" },
      ["content", "state"],
      { content: "Anew", state: "OPEN" },
    ],
  ])("is changed: %j", async (params, body, changed, after) => {
    const bitbucket = simulatedBitbucket();
    const updated = await bitbucket.run("update_pull_request_task", { ...pr42, task_id: 421, ...params });
    expect(`${bitbucket.sent[0]?.method} ${target(bitbucket.sent[0])}`).toBe(`PUT ${PATH}/421`);
    expect(await bitbucket.sent[0]?.json()).toEqual(body);
    expect(updated).toEqual(receipt("421", changed));
    await expect(bitbucket.run("get_pull_request_task", { ...pr42, task_id: 421 })).resolves.toMatchObject(
      after,
    );
  });

  it("is reopened", async () => {
    const bitbucket = simulatedBitbucket();
    const task = { ...pr42, task_id: 422 };
    await bitbucket.run("update_pull_request_task", { ...task, state: "OPEN" });
    const found = await bitbucket.run("get_pull_request_task", task);
    expect(found).toMatchObject({ state: "OPEN" });
    expect(found).not.toHaveProperty("resolved");
  });

  it("is deleted, and is then not there", async () => {
    const bitbucket = simulatedBitbucket();
    const task = { ...pr42, task_id: 421 };
    expect(await bitbucket.run("delete_pull_request_task", task)).toEqual(receipt("421", ["deleted"]));
    expect(`${bitbucket.sent[0]?.method} ${target(bitbucket.sent[0])}`).toBe(`DELETE ${PATH}/421`);
    for (const [operation, more] of [
      ["get_pull_request_task", {}],
      ["update_pull_request_task", { state: "OPEN" }],
      ["delete_pull_request_task", {}],
    ] as const) {
      await expect(bitbucket.run(operation, { ...task, ...more })).rejects.toMatchObject({
        code: "TASK_NOT_FOUND",
        number: 5010,
        details: { id: 42, task_id: 421 },
      });
    }
  });

  it.each([
    ["create_pull_request_task", { ...pr42, content: "x", comment_id: 1 }, 5009],
    ["create_pull_request_task", { ...pr42, content: " " }, 5104],
    ["create_pull_request_task", { ...pr42, id: 9999, content: "x" }, 5002],
    ["update_pull_request_task", { ...pr42, task_id: 421 }, 6008],
  ])("%s tells what is in the way: %j", async (operation, params, number) => {
    await expect(simulatedBitbucket().run(operation, params)).rejects.toMatchObject({ number });
  });
});
