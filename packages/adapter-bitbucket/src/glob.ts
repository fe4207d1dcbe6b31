type Token = "one" | "some" | "all" | "folders" | { character: string };

/**
 * Whether a path fits a pattern: `*` and `?` within a name, `**` across folders. A pattern without a slash is for the name
 * alone, in whatever folder. Takes time in proportion to path and pattern, however many stars there are.
 */
export function fitsGlob(path: string, glob: string): boolean {
  const tokens = tokensOf(glob.includes("/") ? glob.replace(/^\/+/, "") : `**/${glob}`);
  let states = reach(new Set([0]), tokens, true);
  for (const character of path) {
    const next = new Set<number>();
    for (const state of states) {
      const token = tokens[state];
      if (token === undefined) continue;
      if (staysAt(token, character)) next.add(state);
      if (movesOn(token, character)) next.add(state + 1);
    }
    states = reach(next, tokens, character === "/");
  }
  return states.has(tokens.length);
}

function tokensOf(glob: string): Token[] {
  return [...glob.matchAll(/\*\*\/|\*\*|\*|\?|./gsu)].map(([text]) => {
    if (text === "**/") return "folders";
    if (text === "**") return "all";
    if (text === "*") return "some";
    return text === "?" ? "one" : { character: text };
  });
}

function staysAt(token: Token, character: string): boolean {
  return token === "all" || token === "folders" || (token === "some" && character !== "/");
}

function movesOn(token: Token, character: string): boolean {
  return token === "one" ? character !== "/" : typeof token === "object" && token.character === character;
}

/** The states that can be reached without reading on: stars may stand for nothing, folders only where a name begins. */
function reach(states: ReadonlySet<number>, tokens: readonly Token[], nameBegins: boolean): Set<number> {
  const reached = new Set<number>();
  for (const start of states) {
    for (let state = start; !reached.has(state); state++) {
      reached.add(state);
      const token = tokens[state];
      const mayBeNothing = token === "some" || token === "all" || (token === "folders" && nameBegins);
      if (!mayBeNothing) break;
    }
  }
  return reached;
}
