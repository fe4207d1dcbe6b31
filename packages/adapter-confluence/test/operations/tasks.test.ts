import { describe, expect, it } from "vitest";
import { pagesOf, parsed, pathsOf, simulatedConfluence } from "../bench.js";

const page_id = pagesOf.design;

describe("list_tasks", () => {
  it("shows what is to be done, by whom, until when", async () => {
    const confluence = simulatedConfluence();
    const found = await confluence.run("list_tasks", { page_id, status: "incomplete" });
    expect(Object.fromEntries(new URL(confluence.sent[0]?.url ?? "").searchParams)).toEqual({
      "body-format": "storage",
      "include-blank-tasks": "false",
      "page-id": page_id,
      status: "incomplete",
      limit: "50",
    });
    expect(found).toEqual({
      tasks: [
        {
          id: expect.any(String),
          status: "incomplete",
          body: "Agree on clock skew",
          assignee: { id: expect.any(String), name: "Tom Okafor" },
          due: "2025-12-12T00:00:00.000Z",
          page_id,
          creator: { id: expect.any(String), name: "Maya Lindqvist" },
          created: "2025-11-04T10:00:00.000Z",
        },
      ],
      page: { complete: true },
    });
    expect(parsed("list_tasks", found)).toEqual(found);
  });

  it("finds them by space and person, page by page", async () => {
    const confluence = simulatedConfluence();
    const first = (await confluence.run("list_tasks", { space: "TECH", limit: 1 })) as {
      page: { next: string };
    };
    expect(first).toMatchObject({
      tasks: [{ status: "complete", completed_by: { name: "Maya Lindqvist" } }],
    });
    await expect(
      confluence.run("list_tasks", { space: "65538", page_token: first.page.next }),
    ).resolves.toMatchObject({ tasks: [{ body: "Agree on clock skew" }], page: { complete: true } });
    await expect(confluence.run("list_tasks", { assignee: "Tom Okafor" })).resolves.toMatchObject({
      tasks: [{ body: "Agree on clock skew" }],
    });
    await expect(confluence.run("list_tasks", { assignee: "me" })).resolves.toMatchObject({ tasks: [] });
    await expect(simulatedConfluence().run("list_tasks", { space: "65540" })).resolves.toMatchObject({
      tasks: [],
    });
  });
});

describe("update_task", () => {
  it("ticks a task off, in the page too", async () => {
    const confluence = simulatedConfluence();
    const { tasks } = (await confluence.run("list_tasks", { status: "incomplete" })) as {
      tasks: { id: string }[];
    };
    const task_id = tasks[0]?.id;
    await confluence.run("get_page", { page_id, include_body: false });
    const receipt = await confluence.run("update_task", { task_id, status: "complete" });
    expect(pathsOf(confluence.sent).at(-1)).toBe(`PUT /wiki/api/v2/tasks/${task_id}`);
    expect(await confluence.sent.at(-1)?.json()).toEqual({ status: "complete" });
    expect(receipt).toEqual({
      id: task_id,
      url: expect.stringContaining("/spaces/TECH/pages/"),
      changed: ["status"],
      status: "complete",
      page_id,
    });
    expect(parsed("update_task", receipt)).toEqual(receipt);
    await expect(confluence.run("get_page", { page_id, include_body: false })).resolves.toMatchObject({
      version: 6,
    });
    await expect(confluence.run("get_page", { page_id })).resolves.toMatchObject({
      body: expect.stringContaining("[x] Agree on clock skew"),
    });
  });

  it("says which task is not there", async () => {
    await expect(
      simulatedConfluence().run("update_task", { task_id: 4711, status: "complete" }),
    ).rejects.toMatchObject({ code: "TASK_NOT_FOUND", number: 3009, details: { task_id: "4711" } });
  });
});
