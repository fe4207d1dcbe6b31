import type {
  Definition,
  Link,
  LinkReference,
  List,
  ListItem,
  Nodes,
  Parents,
  PhrasingContent,
  Root,
  Table,
} from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { tableText } from "./table.js";
import { escaped, fenced, INVISIBLE_SPACE, marked, slackLink, textWithMentions } from "./text.js";

export interface WriteOptions {
  /** Lets mentions through that notify people. Without it they arrive as text. */
  allowMentions: boolean;
}

/** What surrounds a node: marks do not nest within themselves. */
interface Surroundings {
  bold?: boolean;
  italic?: boolean;
}

/** Between these and a mark stands no space, so Slack needs an invisible one to see the mark. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u;
const MAY_STAND_BEFORE = /^$|[\s([{<"'“‘«—–>:;,.*_~]/u;
const MAY_STAND_AFTER = /^$|[\s)\]}>"'”’»—–…:;,.!?*_~-]/u;

/** What is nested deeper than this stays as it was written: nobody means it, and the stack is finite. */
const DEEPEST = 50;

/** A name such as `__init__` is not meant to be bold. */
const DUNDER = /^__[a-z][a-z0-9_]*__$/;

/**
 * Markdown (CommonMark with tables, task lists, strikethrough) as Slack's mrkdwn. What mrkdwn cannot say becomes the
 * nearest that it can: headings are bold, tables are set as code. Text is escaped, so that nothing in it becomes a
 * link or a mention by itself.
 *
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
export function markdownToMrkdwn(markdown: string, options: WriteOptions): string {
  const root = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return new Writer(markdown, root, options).blocks(root).trim();
}

class Writer {
  private readonly definitions = new Map<string, Definition>();
  private readonly referenced = new Set<string>();
  private depth = 0;

  constructor(
    private readonly source: string,
    root: Root,
    private readonly options: WriteOptions,
  ) {
    this.collect(root);
  }

  /** Blocks under each other, with an empty line between where the Markdown has one. */
  blocks(parent: Parents): string {
    let text = "";
    let lastLine: number | undefined;
    for (const node of parent.children) {
      const block = this.nested(node, () => this.block(node));
      if (block === "") continue;
      const gap =
        lastLine === undefined ? "" : (node.position?.start.line ?? 0) - lastLine > 1 ? "\n\n" : "\n";
      text += gap + block;
      lastLine = node.position?.end.line ?? 0;
    }
    return text;
  }

  private block(node: Nodes): string {
    switch (node.type) {
      case "heading":
        return marked(this.inline(node.children, { bold: true }), "*");
      case "blockquote":
        return this.blocks(node)
          .split("\n")
          .map((line) => (line === "" ? ">" : `> ${line}`))
          .join("\n");
      case "list":
        return this.list(node);
      case "code":
        return fenced(node.value);
      case "table":
        return this.table(node);
      case "thematicBreak":
        return "---";
      case "definition":
        return this.referenced.has(node.identifier) ? "" : this.literal(node);
      case "footnoteDefinition":
        return `[^${escaped(node.identifier)}]: ${this.blocks(node)}`;
      case "html":
        return this.text(node.value);
      case "paragraph":
        return this.inline(node.children, {});
      default:
        return this.literal(node);
    }
  }

  private list({ children, ordered, start }: List): string {
    const first = start ?? 1;
    return children
      .map((item, index) => this.listItem(item, ordered ? `${first + index}. ` : "• "))
      .join("\n");
  }

  private listItem(item: ListItem, bullet: string): string {
    const mark = item.checked === true ? "☑ " : item.checked === false ? "☐ " : bullet;
    const [first = "", ...rest] = this.blocks(item).split("\n");
    return [mark + first, ...rest.map((line) => (line === "" ? "" : `    ${line}`))].join("\n");
  }

  private table({ children }: Table): string {
    return fenced(tableText(children.map((row) => row.children.map((cell) => this.plain(cell.children)))));
  }

  private inline(nodes: readonly PhrasingContent[], around: Surroundings): string {
    return nodes.map((node) => this.nested(node, () => this.phrase(node, around))).join("");
  }

  private phrase(node: PhrasingContent, around: Surroundings): string {
    switch (node.type) {
      case "text":
      case "html":
        return this.text(node.value);
      case "strong":
        if (DUNDER.test(this.sourceOf(node))) return this.literal(node);
        return around.bold
          ? this.inline(node.children, around)
          : this.marks(node, "*", this.inline(node.children, { ...around, bold: true }));
      case "emphasis":
        return around.italic
          ? this.inline(node.children, around)
          : this.marks(node, "_", this.inline(node.children, { ...around, italic: true }));
      case "delete":
        return this.marks(node, "~", this.inline(node.children, around));
      case "inlineCode":
        // Slack has no way to write a backtick within code.
        return node.value.includes("`") ? this.literal(node) : `\`${escaped(node.value)}\``;
      case "break":
        return "\n";
      case "link":
        return this.link(node, node.url);
      case "linkReference":
        return this.link(node, this.definitions.get(node.identifier)?.url ?? "");
      case "image":
        return slackLink(node.url, node.alt ?? "");
      case "imageReference":
        return slackLink(this.definitions.get(node.identifier)?.url ?? "", node.alt ?? "");
      default:
        return this.literal(node);
    }
  }

  /** Slack sees a mark only between spaces or punctuation; anywhere else the text stays as it was written. */
  private marks(node: PhrasingContent & Parents, mark: string, content: string): string {
    const start = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? 0;
    const before = lastCharacter(this.source.slice(Math.max(0, start - 2), start));
    const after = String.fromCodePoint(this.source.codePointAt(end) ?? 32);
    const open = UNSPACED.test(before) ? INVISIBLE_SPACE : "";
    const close = UNSPACED.test(after) ? INVISIBLE_SPACE : "";
    if ((open || MAY_STAND_BEFORE.test(before)) && (close || MAY_STAND_AFTER.test(after))) {
      return open + marked(content, mark) + close;
    }
    const inner = node.children;
    const [first, last] = [inner[0]?.position?.start.offset, inner.at(-1)?.position?.end.offset];
    // A link that was found in text afterwards has no place in the source: then the marks cannot be cut out of it.
    if (first === undefined || last === undefined) return this.literal(node);
    return this.source.slice(start, first) + content + this.source.slice(last, end);
  }

  private link(node: Link | LinkReference, url: string): string {
    if (node.position === undefined)
      return escaped(this.plain(node.type === "link" ? node.children : [node]));
    const written = this.sourceOf(node);
    // An address that merely stands in the text stays as it is: Slack finds it by itself.
    if (node.type === "link" && !/^[<[]/.test(written)) return escaped(written);
    return slackLink(url, this.plain(node.children));
  }

  /** The words of some nodes without any marks: labels and cells hold nothing else. */
  private plain(nodes: readonly Nodes[]): string {
    let words = "";
    const waiting = nodes.toReversed();
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if ("children" in node) waiting.push(...node.children.toReversed());
      else if ("value" in node) words += node.value;
      else words += node.type === "break" ? " " : "alt" in node ? (node.alt ?? "") : "";
    }
    return words;
  }

  private nested(node: Nodes, write: () => string): string {
    if (this.depth >= DEEPEST) return this.literal(node);
    this.depth += 1;
    const text = write();
    this.depth -= 1;
    return text;
  }

  private text(value: string): string {
    return this.options.allowMentions ? textWithMentions(value) : escaped(value);
  }

  private literal(node: Nodes): string {
    return this.text(this.sourceOf(node));
  }

  private sourceOf(node: Nodes): string {
    if (node.position === undefined) return this.plain([node]);
    return this.source.slice(node.position.start.offset ?? 0, node.position.end.offset ?? 0);
  }

  private collect(root: Root): void {
    const waiting: Nodes[] = [root];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (node.type === "linkReference" || node.type === "imageReference")
        this.referenced.add(node.identifier);
      // The first of several counts, and the last ones come first here.
      if (node.type === "definition") this.definitions.set(node.identifier, node);
      if ("children" in node) waiting.push(...node.children);
    }
  }
}

/** The last character of some text, or nothing; a character may be two units long. */
function lastCharacter(text: string): string {
  return [...text].at(-1) ?? "";
}
