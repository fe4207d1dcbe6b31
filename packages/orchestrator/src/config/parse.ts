import { readFileSync } from "node:fs";
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from "yaml";
import { type ConfigPlace, configInvalid, unknownKey } from "./invalid.js";

/** A value of a configuration, and where it stands. */
export interface Entry {
  key: string;
  node: Node | null;
  place: ConfigPlace;
}

/** A YAML or JSON file as data with places. It never executes: tags and custom types are refused by the core schema. */
export class ConfigDocument {
  readonly #lines = new LineCounter();
  readonly #document: Document.Parsed;

  constructor(
    readonly file: string,
    text: string,
  ) {
    this.#document = parseDocument(text, {
      lineCounter: this.#lines,
      prettyErrors: false,
      schema: "core",
      uniqueKeys: true,
    });
    const [error] = this.#document.errors;
    if (error !== undefined) {
      const { line, col } = this.#lines.linePos(error.pos[0]);
      throw configInvalid(error.message.replace(/\.$/, ""), { file, line, column: col });
    }
  }

  /** The entries of the whole document; none when it is empty. */
  root(): Entry[] {
    const { contents } = this.#document;
    return contents === null
      ? []
      : this.entries({ key: "", node: contents, place: { file: this.file, line: 1 } });
  }

  /** The entries of a map; throws CONFIG_INVALID when it is none. */
  entries({ key, node, place }: Entry): Entry[] {
    const map = this.#resolve(node);
    if (map === null || (isScalar(map) && map.value === null)) return [];
    if (!isMap(map))
      throw configInvalid(`${key === "" ? "the configuration" : key} must be a map of keys`, place);
    return (map as YAMLMap).items.map((pair) => this.#entry(pair as Pair<Node, Node | null>, key));
  }

  /** A text; numbers and booleans count as what was written. */
  text({ key, node, place }: Entry): string {
    const scalar = this.#resolve(node);
    if (!isScalar(scalar) || scalar.value === null || scalar.value === undefined)
      throw configInvalid(`${key} must be text`, place);
    return typeof scalar.value === "string" ? scalar.value : (scalar.source ?? String(scalar.value));
  }

  boolean({ key, node, place }: Entry): boolean {
    const scalar = this.#resolve(node);
    if (isScalar(scalar) && typeof scalar.value === "boolean") return scalar.value;
    throw configInvalid(`${key} must be true or false`, place);
  }

  /** A whole number of at least 1. */
  count({ key, node, place }: Entry): number {
    const scalar = this.#resolve(node);
    const value = isScalar(scalar) ? scalar.value : undefined;
    if (typeof value === "number" && Number.isInteger(value) && value >= 1) return value;
    throw configInvalid(`${key} must be a whole number of at least 1`, place);
  }

  oneOf<Choice extends string>(entry: Entry, choices: readonly Choice[]): Choice {
    const text = this.text(entry);
    const choice = choices.find((candidate) => candidate === text);
    if (choice === undefined) {
      throw configInvalid(`${entry.key} must be ${choices.join(" or ")}, not "${text}"`, entry.place);
    }
    return choice;
  }

  #entry(pair: Pair<Node, Node | null>, parent: string): Entry {
    const name = isScalar(pair.key) ? String(pair.key.value) : "";
    const offset = pair.key.range?.[0] ?? 0;
    const { line, col } = this.#lines.linePos(offset);
    const key = parent === "" ? name : `${parent}.${name}`;
    return { key, node: pair.value, place: { file: this.file, line, column: col, key } };
  }

  #resolve(node: Node | null): Node | null {
    return isAlias(node) ? (node.resolve(this.#document) ?? null) : node;
  }
}

/** The last part of a dotted key. */
export function nameOf({ key }: Entry): string {
  return key.slice(key.lastIndexOf(".") + 1);
}

/** Reads each entry with the reader of its name; a name without a reader is CONFIG_INVALID with the nearest right one. */
export function readEntries(
  entries: readonly Entry[],
  readers: Readonly<Record<string, (entry: Entry) => void>>,
): void {
  for (const entry of entries) {
    const name = nameOf(entry);
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
    if (read === undefined) throw unknownKey(name, { place: entry.place, valid: Object.keys(readers) });
    read(entry);
  }
}

/** Reads a configuration file; throws CONFIG_INVALID when it cannot be read. */
export function openConfig(file: string): { document: ConfigDocument; text: string } {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw configInvalid(code === "ENOENT" ? "there is no such file" : `it cannot be read (${code})`, {
      file,
    });
  }
  return { document: new ConfigDocument(file, text), text };
}
