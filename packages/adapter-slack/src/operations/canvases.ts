import {
  changedFields,
  compact,
  downloadParams,
  fileResult,
  fileSchema,
  receiptSchema,
} from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { canvasMarkdown } from "../canvas-text.js";
import type { SlackClient } from "../client.js";
import { slackErrors } from "../errors.js";
import { channelId } from "../lookups/channels.js";
import { contentOf, fileOf, isCanvas, isHosted } from "../lookups/files.js";
import { type Workspace, workspaceOf } from "../lookups/workspace.js";
import { channelNotFound, fileNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { authorsOf, listedFile } from "../parse.js";
import { channelAliases, channelName } from "../schemas.js";
import { allowMentions } from "../writing.js";

const canvasId = z
  .string()
  .regex(/^F[A-Z0-9]{8,}$/, "must be a canvas's id such as F0123456789")
  .describe("its id as a file");

const canvasAliases = { id: "canvas_id", canvas: "canvas_id", file_id: "canvas_id" } as const;

const contentParams = {
  markdown: z.string().min(1).max(1_000_000).describe("Markdown"),
  allow_mentions: allowMentions.describe("let ![](@user id) notify people"),
};

export const readCanvas = operation({
  summary: "One canvas; its content as Slack gives it, which is HTML",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ canvas_id: canvasId, ...downloadParams }),
  aliases: canvasAliases,
  result: z.object({
    id: z.string(),
    title: z.string(),
    ...fileSchema.partial().shape,
    user: z.string().optional().describe("handle"),
    created: z.string().optional(),
    url: z.string().optional(),
  }),
  caches: ["users"],
  upstream: ["files.info", "GET /files-pri/{file}/{name}", "users.info"],
  expectedCalls: 3,
  expectedMs: 1200,
  example: { canvas_id: "F0JWTCANVAS" },
  async run({ canvas_id, max_bytes, include }, slack) {
    const file = await fileOf(canvas_id, slack);
    if (!isCanvas(file) || !isHosted(file)) throw notACanvas(canvas_id, slack);
    const [content, handles] = await Promise.all([
      contentOf(file, max_bytes, slack),
      authorsOf([file], slack),
    ]);
    const { id, name, title = name, user, created, url } = listedFile(file, handles);
    const result = fileResult(content, { step: slack.step, include });
    return compact({ id, title, ...result, user, created, url });
  },
});

export const createCanvas = operation({
  summary: "Creates a canvas from Markdown, on its own or as the tab of a channel",
  effect: "write",
  retry: "none",
  params: z.strictObject({
    title: z.string().min(1).max(255),
    ...contentParams,
    channel: channelName.optional().describe("name, #name or id; whose tab it becomes"),
  }),
  aliases: { ...channelAliases, content: "markdown", body: "markdown" },
  result: receiptSchema,
  caches: ["channels", "workspace"],
  upstream: ["canvases.create", "conversations.list", "auth.test"],
  expectedCalls: 3,
  expectedMs: 1200,
  example: { title: "JWT rollout", markdown: "# Steps\n\n- [ ] Publish the keys\n- [ ] Tell the partners" },
  async run(params, slack) {
    const { title, markdown, channel, allow_mentions } = params;
    const document = await documentOf(markdown, allow_mentions);
    const [id, workspace] = await Promise.all([
      channel === undefined ? undefined : channelId(channel, slack),
      workspaceOf(slack),
    ]);
    const { canvas_id = "" } = await slack.call<{ canvas_id?: string }>({
      method: "canvases.create",
      writes: true,
      form: { title, document_content: JSON.stringify(document), channel_id: id },
      telling: channel === undefined ? [] : [channelNotFound(channel)],
    });
    return {
      id: canvas_id,
      url: canvasUrl(workspace, canvas_id),
      changed: changedFields(params, ["allow_mentions"]),
    };
  },
});

const ACTIONS = {
  append: { operation: "insert_at_end" },
  prepend: { operation: "insert_at_start" },
  insert_before: { operation: "insert_before", needsSection: true },
  insert_after: { operation: "insert_after", needsSection: true },
  replace_section: { operation: "replace", needsSection: true },
  replace_all: { operation: "replace" },
} as const satisfies Readonly<Record<string, { operation: string; needsSection?: true }>>;

const actions = Object.keys(ACTIONS) as [keyof typeof ACTIONS, ...(keyof typeof ACTIONS)[]];

export const updateCanvas = operation({
  summary:
    "Changes a canvas: adds Markdown at its ends or beside a section, or replaces a section or all of it",
  effect: "write",
  retry: "none",
  params: z.strictObject({
    canvas_id: canvasId,
    action: z.enum(actions).default("append"),
    ...contentParams,
    section: z.string().min(1).optional().describe("text that stands in one section only"),
    section_id: z.string().min(1).optional().describe("instead of section"),
  }),
  aliases: { ...canvasAliases, content: "markdown", body: "markdown", contains_text: "section" },
  result: receiptSchema,
  caches: ["workspace"],
  upstream: ["canvases.edit", "canvases.sections.lookup", "auth.test"],
  expectedCalls: 3,
  expectedMs: 1200,
  example: {
    canvas_id: "F0JWTCANVAS",
    action: "insert_after",
    section: "Open questions",
    markdown: "- Who rotates the keys?",
  },
  async run(params, slack) {
    const { canvas_id, action, markdown, allow_mentions } = params;
    const how = ACTIONS[action];
    const needsSection = "needsSection" in how;
    if (needsSection !== ((params.section ?? params.section_id) !== undefined)) {
      throw sectionWrong(action, needsSection, slack);
    }
    const [section_id, workspace, document_content] = await Promise.all([
      params.section === undefined ? params.section_id : sectionOf(canvas_id, params.section, slack),
      workspaceOf(slack),
      documentOf(markdown, allow_mentions),
    ]);
    await slack.call({
      method: "canvases.edit",
      writes: true,
      form: {
        canvas_id,
        changes: JSON.stringify([compact({ operation: how.operation, section_id, document_content })]),
      },
      telling: [fileNotFound(canvas_id)],
    });
    return { id: canvas_id, url: canvasUrl(workspace, canvas_id), changed: ["content"] };
  },
});

async function documentOf(markdown: string, mayMention: boolean) {
  return { type: "markdown", markdown: await canvasMarkdown(markdown, mayMention) };
}

/** The only section that holds a text. */
async function sectionOf(canvas_id: string, text: string, slack: SlackClient): Promise<string> {
  const { sections = [] } = await slack.call<{ sections?: { id?: string }[] }>({
    method: "canvases.sections.lookup",
    form: { canvas_id, criteria: JSON.stringify({ contains_text: text }) },
    telling: [fileNotFound(canvas_id)],
  });
  const [found, ...others] = sections.flatMap(({ id }) => id ?? []);
  const details = { canvas_id, section: text };
  const { system } = slack.step;
  if (found === undefined) {
    throw slackErrors.create("SECTION_NOT_FOUND", {
      message: `No section of the canvas holds "${text}".`,
      system,
      details,
    });
  }
  if (others.length === 0) return found;
  throw slackErrors.create("AMBIGUOUS_MATCH", {
    message: `Several sections of the canvas hold "${text}": give more of the text, or a section_id.`,
    system,
    details: { ...details, candidates: [found, ...others].map((id) => ({ id })) },
  });
}

/** The page of a canvas, as its permalink has it. */
function canvasUrl({ url, team_id = "" }: Workspace, id: string): string {
  return `${url}docs/${team_id}/${id}`;
}

function notACanvas(file: string, { step: { system } }: SlackClient) {
  return slackErrors.create("FILE_NOT_FOUND", {
    message: `The file ${file} is no canvas.`,
    system,
    details: { file },
    suggestions: ["Read it with get_file."],
  });
}

function sectionWrong(action: string, isMissing: boolean, { step: { system } }: SlackClient) {
  return slackErrors.create(isMissing ? "REQUIRED_FIELD_MISSING" : "INVALID_FIELD_VALUE", {
    message: isMissing
      ? `${action} needs section or section_id.`
      : `${action} takes neither section nor section_id: it is about the whole canvas.`,
    system,
    details: { fields: ["section", "section_id"] },
    suggestions: isMissing
      ? ["Give a text that stands in the section."]
      : ["Choose replace_section to keep the rest."],
  });
}
