import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import type { ConfluenceState } from "../../src/simulator/state.js";
import { commentsOf, pagesOf, pathsOf, simulatedConfluence } from "../bench.js";

const page = { space: "TECH", title: "Key rotation runbook", body: "## Steps\n\n1. Create a *new* key" };
const BLOG_POST = adapter.operations.get_blog_post.example.blog_post_id;
const comment = { page_id: pagesOf.design, body: "Agreed, **60 s** it is." };

/** Every operation that looks what became of it, with what it is given. */
const LOOKED_UP: readonly (readonly [keyof typeof adapter.operations, Record<string, unknown>])[] = [
  ["create_page", page],
  ["create_page", { ...page, parent_id: pagesOf.top }],
  ["create_page_from_template", adapter.operations.create_page_from_template.example],
  ["create_blog_post", { space: "TECH", title: "JWT is here", body: "From **today** on." }],
  ["copy_page", adapter.operations.copy_page.example],
  ["update_page", adapter.operations.update_page.example],
  ["update_page", { page_id: pagesOf.rotation, title: "Rotation of tokens", version: 2 }],
  ["update_page_section", adapter.operations.update_page_section.example],
  ["replace_page_text", adapter.operations.replace_page_text.example],
  ["restore_page_version", adapter.operations.restore_page_version.example],
  ["update_blog_post", adapter.operations.update_blog_post.example],
  ["add_comment", comment],
  ["add_comment", { parent_comment_id: commentsOf.footer, body: "Yes." }],
  ["add_comment", { parent_comment_id: commentsOf.inline, body: "No." }],
  ["add_comment", { page_id: pagesOf.design, body: "Why?", inline_selection: { text: "Goal" } }],
  ["add_comment", { blog_post_id: BLOG_POST, body: "Good news." }],
  ["add_comment", { blog_post_id: BLOG_POST, body: "Which?", inline_selection: { text: "partners" } }],
  ["update_comment", adapter.operations.update_comment.example],
  ["resolve_comment", adapter.operations.resolve_comment.example],
  ["upload_attachment", adapter.operations.upload_attachment.example],
  ["upload_attachments", { page_id: pagesOf.design, files: [{ filename: "a.txt", text: "A" }] }],
];

const lost = (fault: "reset_before" | "reset_after", after = 0) =>
  simulatedConfluence({ faults: { rules: [{ fault, write: true, after, times: 1 }] } });

it("is tested of every operation that looks", () => {
  const looking = Object.entries(adapter.operations).filter(([, { retry }]) => retry === "lookup");
  expect([...new Set(LOOKED_UP.map(([name]) => name))].sort()).toEqual(looking.map(([name]) => name).sort());
});

describe.each(LOOKED_UP)("%s of %j, whose answer was lost", (operation, params) => {
  it("is found, and answers what it would have answered", async () => {
    const expected = await simulatedConfluence().run(operation, params);
    const confluence = lost("reset_after");
    // Several files are looked for as they go.
    if (operation === "upload_attachments") {
      await expect(confluence.run(operation, params)).resolves.toEqual(expected);
      return;
    }
    await expect(confluence.run(operation, params)).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
    const writes = confluence.world.log.filter(({ write }) => write).length;
    const found = (await confluence.reconcile(operation, params)) as { warnings?: string[] };
    expect({ ...found, warnings: undefined }).toEqual({ ...(expected as object), warnings: undefined });
    expect(confluence.world.log.filter(({ write }) => write)).toHaveLength(writes);
    // It belongs to this step alone.
    await expect(confluence.reconcile(operation, params)).resolves.toBeUndefined();
  });

  it("leaves no trace when it never arrived", async () => {
    const confluence = lost("reset_before");
    await expect(confluence.run(operation, params)).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
    await expect(confluence.reconcile(operation, params)).resolves.toBeUndefined();
  });

  it("is not taken for what somebody else did, or for something old", async () => {
    const otherwise = [undefined, { author: "priya" }, { created: "2025-12-01T08:00:00.000Z" }];
    for (const other of otherwise) {
      const confluence = lost("reset_before");
      await expect(confluence.run(operation, params)).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
      expect((await confluence.host.fetch(requestAgain(confluence.sent))).ok).toBe(true);
      if (other !== undefined) disguise(everything(confluence), other);
      const found = await confluence.reconcile(operation, params);
      if (other === undefined) expect(found).toBeDefined();
      else expect(found).toBeUndefined();
    }
  });
});

/** The change that was lost, made all the same. */
function requestAgain(sent: readonly Request[]): Request {
  const write = sent
    .filter(({ method, url }) => method !== "GET" && !/convert-ids|users-bulk/.test(url))
    .at(-1);
  if (write === undefined) throw new Error("Nothing was written.");
  return write;
}

function everything({ world }: ReturnType<typeof simulatedConfluence>): ConfluenceState {
  return world.state<ConfluenceState>("confluence", () => {
    throw new Error("There is no Confluence yet.");
  });
}

/** Makes what the account has just written somebody else's, or old. */
function disguise(
  { pages, attachments }: ConfluenceState,
  { author, created }: { author?: string; created?: string },
) {
  const now = "2025-12-01T10:00:00.000Z";
  const change = (one: { author: string; created: string }) => {
    if (one.created === now) Object.assign(one, author === undefined ? { created } : { author });
  };
  for (const file of attachments.values()) change(file);
  for (const one of pages.values()) {
    for (const version of one.versions) change(version);
    change(one);
    for (const { edited } of one.comments) {
      if (edited?.at === now) Object.assign(edited, author === undefined ? { at: created } : { by: author });
    }
    for (const each of one.comments) if (each.edited === undefined) change(each);
  }
}

describe.each([
  ["update_comment", { body: "Something else" }],
  ["resolve_comment", { resolved: false }],
] as const)("%s", (operation, difference) => {
  it("is still found after a look for another change, %j", async () => {
    const { example: params } = adapter.operations[operation];
    const confluence = lost("reset_after");
    await expect(confluence.run(operation, params)).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
    await expect(confluence.reconcile(operation, { ...params, ...difference })).resolves.toBeUndefined();
    await expect(confluence.reconcile(operation, params)).resolves.toBeDefined();
  });
});

describe("create_page", () => {
  it("is not taken for the page of another step, nor for one that was changed since", async () => {
    const confluence = simulatedConfluence({
      faults: {
        rules: [{ fault: "reset_before", method: "POST", path: "/wiki/api/v2/pages", after: 1, times: 1 }],
      },
    });
    await confluence.run("create_page", page);
    await expect(confluence.run("create_page", page)).rejects.toMatchObject({ number: 6105 });
    await expect(confluence.reconcile("create_page", page)).resolves.toBeUndefined();
  });

  it("tells that its labels were never tried", async () => {
    const confluence = lost("reset_after");
    const params = { ...page, labels: ["security"] };
    await expect(confluence.run("create_page", params)).rejects.toMatchObject({ number: 6105 });
    await expect(confluence.reconcile("create_page", params)).resolves.toEqual({
      id: expect.any(String),
      url: expect.stringMatching(/\/spaces\/TECH\/pages\/\d+$/),
      changed: ["space", "title", "body"],
      version: 1,
      warnings: [expect.stringContaining("not its labels (security)")],
    });
  });

  it("cannot tell of a draft", async () => {
    const confluence = lost("reset_after");
    const params = { ...page, status: "draft" };
    await expect(confluence.run("create_page", params)).rejects.toMatchObject({ number: 6105 });
    await expect(confluence.reconcile("create_page", params)).resolves.toBeUndefined();
  });
});

describe("add_comment", () => {
  const selection = { inline_selection: { text: "partners" } };

  it.each([
    [{ blog_post_id: BLOG_POST, body: "Good." }, `blogposts/${BLOG_POST}/footer-comments`],
    [{ blog_post_id: BLOG_POST, body: "Who?", ...selection }, `blogposts/${BLOG_POST}/inline-comments`],
    [{ parent_comment_id: commentsOf.footer, body: "A" }, `footer-comments/${commentsOf.footer}/children`],
    [{ parent_comment_id: commentsOf.inline, body: "B" }, `inline-comments/${commentsOf.inline}/children`],
  ])("is looked for among the newest of where it was made: %j", async (params, list) => {
    const confluence = lost("reset_after");
    await expect(confluence.run("add_comment", params)).rejects.toMatchObject({ number: 6105 });
    const before = confluence.sent.length;
    const { id, type } = (await confluence.reconcile("add_comment", params)) as { id: string; type: string };
    const looked = confluence.sent.slice(before).filter(({ url }) => url.includes("-comments"));
    expect(pathsOf(looked)).toEqual([`GET /wiki/api/v2/${list}`, `GET /wiki/api/v2/${type}-comments/${id}`]);
    expect(new URL(looked[0]?.url ?? "").search).toBe("?body-format=storage&sort=-created-date&limit=25");
  });

  it("cannot tell which of two alike is its own", async () => {
    const confluence = lost("reset_after");
    await expect(confluence.run("add_comment", comment)).rejects.toMatchObject({ number: 6105 });
    await confluence.host.fetch(requestAgain(confluence.sent));
    await expect(confluence.reconcile("add_comment", comment)).resolves.toBeUndefined();
  });

  it("is found beside the comment of another step", async () => {
    const confluence = lost("reset_after", 1);
    const first = (await confluence.run("add_comment", comment)) as { id: string };
    await expect(confluence.run("add_comment", comment)).rejects.toMatchObject({ number: 6105 });
    const found = (await confluence.reconcile("add_comment", comment)) as { id: string };
    expect(Number(found.id)).toBeGreaterThan(Number(first.id));
  });
});
