import { CANVAS_TYPE } from "./file-view.js";
import { visibleFile } from "./files.js";
import {
  type Arguments,
  type Caller,
  SlackRefusal,
  slackMethod,
  withChannel,
  writableChannel,
} from "./method.js";
import { type SimFile, type SimSection, type SlackState, secondsNow } from "./state.js";

/** Canvases: files that consist of sections. */
export function canvasMethods(slack: SlackState) {
  const canvasOf = (args: Arguments, caller: Caller) => {
    try {
      const file = visibleFile(slack, args.get("canvas_id"), caller);
      if (file.sections !== undefined) return { file, sections: file.sections };
    } catch (error) {
      if (!(error instanceof SlackRefusal)) throw error;
    }
    throw new SlackRefusal("canvas_not_found");
  };
  const sectionsOf = (content: unknown, refusal: string): SimSection[] => {
    const { markdown = "" } = (content ?? {}) as { markdown?: string };
    // One of the things that Slack cannot show.
    if (/^>\s*[-*] /m.test(markdown)) throw new SlackRefusal(refusal);
    return blocksOf(markdown).map((block) => ({ id: `temp:C:${slack.nextId("x")}`, markdown: block }));
  };
  return [
    slackMethod("canvases.create", slack, {
      answer({ args, caller }) {
        const channelIds = args.has("channel_id")
          ? [writableChannel(slack, withChannel(args), caller).id]
          : [];
        const content = JSON.parse(args.get("document_content") ?? "null") as unknown;
        const sections = sectionsOf(content, "canvas_creation_failed");
        const name = args.get("title") ?? "Untitled";
        const id = slack.nextId("F");
        const created = secondsNow(slack);
        slack.files.push(canvasFile({ id, name, sections, author: caller.handle, created, channelIds }));
        return { canvas_id: id };
      },
    }),

    slackMethod("canvases.edit", slack, {
      answer({ args, caller }) {
        const { file, sections } = canvasOf(args, caller);
        const [change] = JSON.parse(args.get("changes") ?? "[]") as Change[];
        if (change === undefined) throw new SlackRefusal("invalid_arguments");
        const added = sectionsOf(change.document_content, "canvas_editing_failed");
        file.sections = edited(sections, change, added);
        file.content = contentOf(file.sections);
        return {};
      },
    }),

    slackMethod("canvases.sections.lookup", slack, {
      answer({ args, caller }) {
        const { sections } = canvasOf(args, caller);
        const { contains_text = "" } = JSON.parse(args.get("criteria") ?? "{}") as { contains_text?: string };
        const wanted = contains_text.toLowerCase();
        const found = sections.filter(({ markdown }) => markdown.toLowerCase().includes(wanted));
        return { sections: found.map(({ id }) => ({ id })) };
      },
    }),
  ];
}

interface Change {
  operation: string;
  section_id?: string;
  document_content?: unknown;
}

function edited(
  sections: SimSection[],
  { operation, section_id }: Change,
  added: SimSection[],
): SimSection[] {
  if (operation === "insert_at_end") return [...sections, ...added];
  if (operation === "insert_at_start") return [...added, ...sections];
  if (operation === "replace" && section_id === undefined) return added;
  const index = sections.findIndex(({ id }) => id === section_id);
  if (index === -1) throw new SlackRefusal("canvas_editing_failed");
  const [before, after] = [sections.slice(0, index), sections.slice(index + 1)];
  const here = sections.slice(index, index + 1);
  if (operation === "insert_before") return [...before, ...added, ...here, ...after];
  if (operation === "insert_after") return [...before, ...here, ...added, ...after];
  if (operation === "replace") return [...before, ...added, ...after];
  throw new SlackRefusal("invalid_arguments");
}

function blocksOf(markdown: string): string[] {
  return markdown.split(/\n{2,}/).filter((block) => block.trim() !== "");
}

/** As it is downloaded: a page with one element for each section. */
function contentOf(sections: readonly SimSection[]): Uint8Array {
  const html = sections.map(({ markdown }) => {
    const [, marks = "", text = ""] = /^(#{0,3}) ?([\s\S]*)$/.exec(markdown) ?? [];
    const element = marks === "" ? "p" : `h${marks.length}`;
    return `<${element}>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</${element}>`;
  });
  return new TextEncoder().encode(html.join("\n"));
}

function canvasFile({
  sections,
  ...rest
}: Pick<SimFile, "id" | "name" | "author" | "created" | "channelIds"> & { sections: SimSection[] }): SimFile {
  return { ...rest, title: rest.name, mediaType: CANVAS_TYPE, sections, content: contentOf(sections) };
}

/** One canvas is there from the beginning. */
export function seedCanvas(channelId: string): SimFile {
  const blocks = [
    "# JWT authentication",
    "Access tokens live 15 minutes, refresh tokens rotate.",
    "## Open questions",
    "- When do partners get their keys?",
  ];
  return canvasFile({
    id: "F0JWTCANVAS",
    name: "JWT authentication: notes",
    author: "maya",
    created: Date.UTC(2025, 10, 16, 9) / 1000,
    channelIds: [channelId],
    sections: blocks.map((markdown, index) => ({ id: `temp:C:canvas${index + 1}`, markdown })),
  });
}
