import { type Operator, readField, sortKey, type Test } from "./cql-fields.js";
import type { ConfluenceState, SimPage } from "./state.js";
import { lastVersion } from "./state.js";

/** CQL that Confluence would refuse. */
export class CqlProblem extends Error {}

/** What a query finds, in order, and the words that it looks for. */
export interface CqlSearch {
  find(pages: SimPage[]): SimPage[];
  words: string[];
}

interface Token {
  text: string;
  quoted: boolean;
}

/**
 * Reads the part of CQL that people use most: = != ~ !~ > >= < <= in, not in, joined by AND, OR, NOT and brackets, and
 * ORDER BY. Without an order, what has the words in its title comes first, then what changed last.
 */
export function parseCql(cql: string, confluence: ConfluenceState): CqlSearch {
  const reader = new Reader(tokensOf(cql), confluence);
  const test = reader.atOrderBy() ? () => true : reader.disjunction();
  const order = reader.order();
  const { words } = reader;
  return {
    words,
    find: (pages) =>
      pages.filter((page) => page.status === "current" && test(page)).sort(order ?? relevance(words)),
  };
}

function relevance(words: readonly string[]) {
  const score = (page: SimPage) => words.filter((word) => page.title.toLowerCase().includes(word)).length;
  return (a: SimPage, b: SimPage) =>
    score(b) - score(a) ||
    lastVersion(b).created.localeCompare(lastVersion(a).created) ||
    Number(a.id) - Number(b.id);
}

function tokensOf(cql: string): Token[] {
  const tokens: Token[] = [];
  for (const match of cql
    .trim()
    .matchAll(
      /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(!=|!~|>=|<=|[=~<>(),])|([^\s=~<>(),!"']+)|(\S))/gs,
    )) {
    const [, double, single, operator, word, stray] = match;
    if (stray !== undefined) throw new CqlProblem(cql);
    const quoted = double ?? single;
    tokens.push(
      quoted === undefined
        ? { text: operator ?? word ?? "", quoted: false }
        : { text: quoted.replace(/\\(.)/gs, "$1"), quoted: true },
    );
  }
  return tokens;
}

const OPERATORS: ReadonlySet<string> = new Set(["=", "!=", "~", "!~", ">", ">=", "<", "<="]);

class Reader {
  /** What text searches look for, in small letters. */
  readonly words: string[] = [];
  private position = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly confluence: ConfluenceState,
  ) {}

  atOrderBy(): boolean {
    return this.isWord("order");
  }

  disjunction(): Test {
    const parts = [this.conjunction()];
    while (this.take("or")) parts.push(this.conjunction());
    return (page) => parts.some((part) => part(page));
  }

  /** Undefined when none is given. */
  order(): ((a: SimPage, b: SimPage) => number) | undefined {
    if (!this.take("order")) {
      this.expectEnd();
      return undefined;
    }
    if (!this.take("by")) throw this.unexpected();
    const keys: { read: (page: SimPage) => string | number; sign: number }[] = [];
    do {
      const field = this.next().text.toLowerCase();
      const read = sortKey(field);
      if (read === undefined) throw new CqlProblem(`the field '${field}' cannot be sorted by`);
      const sign = this.take("desc") ? -1 : 1;
      this.take("asc");
      keys.push({ read, sign });
    } while (this.take(","));
    this.expectEnd();
    return (a, b) => {
      for (const { read, sign } of keys) {
        const [left, right] = [read(a), read(b)];
        if (left !== right) return left < right ? -sign : sign;
      }
      return 0;
    };
  }

  private conjunction(): Test {
    const parts = [this.negation()];
    while (this.take("and")) parts.push(this.negation());
    return (page) => parts.every((part) => part(page));
  }

  private negation(): Test {
    if (this.take("not")) {
      const inner = this.negation();
      return (page) => !inner(page);
    }
    if (!this.take("(")) return this.comparison();
    const inner = this.disjunction();
    if (!this.take(")")) throw this.unexpected();
    return inner;
  }

  private comparison(): Test {
    const name = this.next().text.toLowerCase();
    const field = readField(name, this.confluence);
    if (field === undefined) throw new CqlProblem(`the field '${name}' does not exist`);
    const operator = this.next().text.toLowerCase();
    if (operator === "in") return this.anyOf(this.list(), (value) => field("=", value), name);
    if (operator === "not") {
      if (!this.take("in")) throw this.unexpected();
      const inner = this.anyOf(this.list(), (value) => field("=", value), name);
      return (page) => !inner(page);
    }
    if (!OPERATORS.has(operator)) throw this.unexpected();
    const value = this.value();
    if (operator === "~") this.words.push(...(value.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []));
    return this.anyOf([value], (only) => field(operator as Operator, only), name);
  }

  private anyOf(values: readonly string[], make: (value: string) => Test | undefined, field: string): Test {
    const tests = values.map((value) => {
      const test = make(value);
      if (test === undefined) throw new CqlProblem(`the field '${field}' does not take '${value}' so`);
      return test;
    });
    return (page) => tests.some((test) => test(page));
  }

  private list(): string[] {
    if (!this.take("(")) throw this.unexpected();
    const values: string[] = [];
    do values.push(this.value());
    while (this.take(","));
    if (!this.take(")")) throw this.unexpected();
    return values;
  }

  /** A word, a text in quotes, or `now("-7d")`, which is read as `now-7d`. */
  private value(): string {
    const token = this.next();
    if (!token.quoted && /^[=~<>(),]|^!/.test(token.text)) throw this.unexpected();
    if (token.quoted || token.text.toLowerCase() !== "now" || !this.take("(")) return token.text;
    const shift = this.take(")") ? "" : this.next().text;
    if (shift !== "" && !this.take(")")) throw this.unexpected();
    return `now${shift}`;
  }

  private next(): Token {
    const token = this.tokens[this.position++];
    if (token === undefined) throw this.unexpected();
    return token;
  }

  private isWord(word: string): boolean {
    const token = this.tokens[this.position];
    return token !== undefined && !token.quoted && token.text.toLowerCase() === word;
  }

  private take(word: string): boolean {
    const is = this.isWord(word);
    if (is) this.position += 1;
    return is;
  }

  private expectEnd(): void {
    if (this.position < this.tokens.length) throw this.unexpected();
  }

  private unexpected(): CqlProblem {
    const at = Math.min(this.position, this.tokens.length);
    return new CqlProblem(`${this.tokens.map(({ text }) => text).join(" ")} (at word ${at + 1})`);
  }
}
