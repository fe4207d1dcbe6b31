import { containsAllWords, type World } from "@pm-orchestrator/simulator";
import { compareBy, fieldReader, instantOf, JqlProblem, sortKey } from "./jql-fields.js";
import type { SimIssue } from "./state.js";
import { accountId } from "./views.js";

export { JqlProblem } from "./jql-fields.js";

type Test = (issue: SimIssue) => boolean;
type Token = { text: string; quoted: boolean };

/**
 * Reads the part of JQL that people use most: comparisons (= != ~ !~ in, not in, is empty, >= <= > <) joined by AND, OR,
 * NOT and brackets, and ORDER BY. Gives a function from all issues to those that it finds, in order.
 */
export function parseJql(jql: string, world: World): (issues: SimIssue[]) => SimIssue[] {
  const reader = new Reader(tokensOf(jql), world);
  const test = reader.atOrderBy() ? () => true : reader.disjunction();
  const order = reader.order();
  if (jql.trim() === "" || !reader.bounded) {
    throw new JqlProblem(
      "Unbounded JQL queries are not allowed here. Please add a search restriction to your query.",
    );
  }
  return (issues) => issues.filter(test).sort(order);
}

function tokensOf(jql: string): Token[] {
  const tokens: Token[] = [];
  for (const match of jql.matchAll(
    /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(!=|!~|>=|<=|[=~<>(),])|([^\s=~<>(),!"']+)|(\S))/g,
  )) {
    const [, double, single, operator, word, stray] = match;
    const quoted = double ?? single;
    if (stray !== undefined)
      throw new JqlProblem(`Error in the JQL Query: the character '${stray}' is a reserved JQL character.`);
    tokens.push(
      quoted === undefined
        ? { text: operator ?? word ?? "", quoted: false }
        : { text: quoted.replace(/\\(.)/g, "$1"), quoted: true },
    );
  }
  return tokens;
}

class Reader {
  /** Whether anything restricts the search. */
  bounded = false;
  private position = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly world: World,
  ) {}

  atOrderBy(): boolean {
    return this.isWord("order");
  }

  disjunction(): Test {
    const parts = [this.conjunction()];
    while (this.takeWord("or")) parts.push(this.conjunction());
    return (issue) => parts.some((part) => part(issue));
  }

  order(): (a: SimIssue, b: SimIssue) => number {
    if (!this.takeWord("order")) {
      this.expectEnd();
      return (a, b) => Number(b.id) - Number(a.id);
    }
    if (!this.takeWord("by")) throw this.unexpected("by");
    const keys: { read: (issue: SimIssue) => string | number; sign: number }[] = [];
    do {
      const read = sortKey(this.next("a field").text.toLowerCase());
      const sign = this.takeWord("desc") ? -1 : 1;
      this.takeWord("asc");
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
    while (this.takeWord("and")) parts.push(this.negation());
    return (issue) => parts.every((part) => part(issue));
  }

  private negation(): Test {
    if (this.takeWord("not")) {
      const inner = this.negation();
      return (issue) => !inner(issue);
    }
    if (!this.take("(")) return this.comparison();
    const inner = this.disjunction();
    if (!this.take(")")) throw this.unexpected(")");
    return inner;
  }

  private comparison(): Test {
    const field = this.next("a field").text.toLowerCase();
    const read = fieldReader(field);
    const operator = this.next("an operator").text.toLowerCase();
    this.bounded = true;
    switch (operator) {
      case "=":
        return this.equals(read, [this.value()], true);
      case "!=":
        return this.equals(read, [this.value()], false);
      case "in":
        return this.equals(read, this.list(), true);
      case "not":
        if (!this.takeWord("in")) throw this.unexpected("in");
        return this.equals(read, this.list(), false);
      case "is": {
        const empty = !this.takeWord("not");
        if (!this.takeWord("empty") && !this.takeWord("null")) throw this.unexpected("EMPTY");
        return (issue) => (read(issue).length === 0) === empty;
      }
      case "~":
      case "!~": {
        const query = this.value().replaceAll("*", "");
        return (issue) => containsAllWords(read(issue).join(" "), query) === (operator === "~");
      }
      case ">":
      case ">=":
      case "<":
      case "<=": {
        const limit = instantOf(this.value(), this.world.now());
        return (issue) => compareBy(Date.parse(read(issue)[0] ?? ""), operator, limit);
      }
      default:
        throw new JqlProblem(`Error in the JQL Query: the operator '${operator}' is not known.`);
    }
  }

  private equals(read: (issue: SimIssue) => string[], wanted: string[], expected: boolean): Test {
    const set = new Set(wanted.map((value) => this.meaning(value).toLowerCase()));
    return (issue) => read(issue).some((value) => set.has(value.toLowerCase())) === expected;
  }

  private meaning(value: string): string {
    return value === "currentUser()" ? this.world.me.handle : (this.personOf(value) ?? value);
  }

  private personOf(value: string): string | undefined {
    return this.world.people.find(({ handle, name, email }) =>
      [email, name, accountId(handle)].some((known) => known.toLowerCase() === value.toLowerCase()),
    )?.handle;
  }

  private list(): string[] {
    if (!this.take("(")) throw this.unexpected("(");
    const values: string[] = [];
    do values.push(this.value());
    while (this.take(","));
    if (!this.take(")")) throw this.unexpected(")");
    return values;
  }

  private value(): string {
    const token = this.next("a value");
    if (!token.quoted && token.text.toLowerCase() === "currentuser" && this.take("(") && this.take(")")) {
      return "currentUser()";
    }
    return token.text;
  }

  private next(what: string): Token {
    const token = this.tokens[this.position++];
    if (token === undefined)
      throw new JqlProblem(`Error in the JQL Query: Expecting ${what} at the end of the query.`);
    return token;
  }

  private isWord(word: string): boolean {
    const token = this.tokens[this.position];
    return token !== undefined && !token.quoted && token.text.toLowerCase() === word;
  }

  private takeWord(word: string): boolean {
    const is = this.isWord(word);
    if (is) this.position += 1;
    return is;
  }

  private take(symbol: string): boolean {
    return this.takeWord(symbol);
  }

  private expectEnd(): void {
    if (this.position < this.tokens.length) throw this.unexpected("the end of the query");
  }

  private unexpected(expected: string): JqlProblem {
    const got = this.tokens[this.position]?.text ?? "the end of the query";
    return new JqlProblem(`Error in the JQL Query: Expecting '${expected}' but got '${got}'.`);
  }
}
