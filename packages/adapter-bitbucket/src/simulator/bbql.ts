/** A query that Bitbucket would refuse. */
export class BbqlProblem extends Error {}

type Test = (resource: object) => boolean;
type Value = string | number | boolean | null;
type Token = { text: string; kind: "string" | "symbol" | "word" };

/**
 * Reads BBQL: comparisons (= != ~ !~ > >= < <= IN) joined by AND, OR and brackets. Fields are dotted paths into what
 * the resource looks like on the wire; only those in `fields` are known. Lists fit when one of their members does.
 */
export function parseBbql(query: string, fields: readonly string[]): Test {
  const reader = new Reader(tokensOf(query), fields);
  const test = reader.disjunction();
  reader.expectEnd();
  return test;
}

function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  for (const match of query.matchAll(
    /\s*(?:"((?:[^"\\]|\\.)*)"|(!=|!~|>=|<=|[=~<>(),])|([\w.+:-]+)|(\S))/g,
  )) {
    const [, text, symbol, word, stray] = match;
    if (stray !== undefined) throw new BbqlProblem(`Unexpected character '${stray}' in the query.`);
    if (text !== undefined) tokens.push({ text: text.replace(/\\(.)/g, "$1"), kind: "string" });
    else
      tokens.push(
        symbol === undefined ? { text: word ?? "", kind: "word" } : { text: symbol, kind: "symbol" },
      );
  }
  return tokens;
}

class Reader {
  private position = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly fields: readonly string[],
  ) {}

  disjunction(): Test {
    const parts = [this.conjunction()];
    while (this.takeWord("or")) parts.push(this.conjunction());
    return (resource) => parts.some((part) => part(resource));
  }

  expectEnd(): void {
    const rest = this.tokens[this.position];
    if (rest !== undefined) throw new BbqlProblem(`Unexpected '${rest.text}' in the query.`);
  }

  private conjunction(): Test {
    const parts = [this.term()];
    while (this.takeWord("and")) parts.push(this.term());
    return (resource) => parts.every((part) => part(resource));
  }

  private term(): Test {
    if (!this.takeSymbol("(")) return this.comparison();
    const inner = this.disjunction();
    if (!this.takeSymbol(")")) throw new BbqlProblem("Expected ')' in the query.");
    return inner;
  }

  private comparison(): Test {
    const field = this.next().text;
    if (!this.fields.includes(field)) throw new BbqlProblem(`Invalid field name: ${field}`);
    const operator = this.next().text.toLowerCase();
    if (operator === "in") {
      const wanted = this.list();
      return (resource) => valuesAt(resource, field).some((value) => wanted.includes(value));
    }
    const wanted = this.value();
    const compare = comparisons.get(operator);
    if (compare === undefined) throw new BbqlProblem(`Unknown operator '${operator}' in the query.`);
    const negated = operator.startsWith("!");
    return (resource) => valuesAt(resource, field).some((value) => compare(value, wanted)) !== negated;
  }

  private list(): Value[] {
    if (!this.takeSymbol("(")) throw new BbqlProblem("Expected '(' in the query.");
    const values: Value[] = [];
    do values.push(this.value());
    while (this.takeSymbol(","));
    if (!this.takeSymbol(")")) throw new BbqlProblem("Expected ')' in the query.");
    return values;
  }

  private value(): Value {
    const { text, kind } = this.next();
    if (kind === "string") return text;
    const literals = new Map<string, Value>([
      ["true", true],
      ["false", false],
      ["null", null],
    ]);
    const literal = literals.get(text.toLowerCase());
    if (literal !== undefined) return literal;
    if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
    // Instants are written without quotes.
    if (/^\d{4}-\d{2}-\d{2}/.test(text)) return text;
    throw new BbqlProblem(`Unexpected '${text}' in the query: texts are quoted.`);
  }

  private next(): Token {
    const token = this.tokens[this.position++];
    if (token === undefined) throw new BbqlProblem("Unexpected end of the query.");
    return token;
  }

  private takeWord(word: string): boolean {
    return this.takeIf(({ text, kind }) => kind === "word" && text.toLowerCase() === word);
  }

  private takeSymbol(symbol: string): boolean {
    return this.takeIf(({ text, kind }) => kind === "symbol" && text === symbol);
  }

  private takeIf(fits: (token: Token) => boolean): boolean {
    const token = this.tokens[this.position];
    const is = token !== undefined && fits(token);
    if (is) this.position += 1;
    return is;
  }
}

const contains = (value: Value, wanted: Value) =>
  String(value).toLowerCase().includes(String(wanted).toLowerCase());

/** What each operator demands of one value; those with `!` are the opposites of the same. */
const comparisons = new Map<string, (value: Value, wanted: Value) => boolean>([
  ["=", (value, wanted) => value === wanted],
  ["!=", (value, wanted) => value === wanted],
  ["~", contains],
  ["!~", contains],
  [">", (value, wanted) => order(value, wanted) > 0],
  [">=", (value, wanted) => order(value, wanted) >= 0],
  ["<", (value, wanted) => order(value, wanted) < 0],
  ["<=", (value, wanted) => order(value, wanted) <= 0],
]);

/** Numbers by size, instants by time; what cannot be compared is neither larger nor smaller. */
function order(value: Value, wanted: Value): number {
  const [left, right] = [value, wanted].map((side) =>
    typeof side === "number" ? side : Date.parse(String(side)),
  );
  return (left ?? Number.NaN) - (right ?? Number.NaN);
}

/** What stands at a dotted path: one value, or those of every member on the way. */
function valuesAt(resource: unknown, path: string): Value[] {
  let found: unknown[] = [resource];
  for (const name of path.split(".")) {
    found = found.flat().map((item) => (item as Record<string, unknown> | null | undefined)?.[name]);
  }
  return found.flat().map((item) => (item === undefined ? null : (item as Value)));
}
