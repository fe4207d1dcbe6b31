import type { Literal } from "mdast";
import type { Extension as TreeExtension } from "mdast-util-from-markdown";
import type { Handle } from "mdast-util-to-markdown";
import type { Extension as SyntaxExtension } from "micromark-extension-gfm";

/** A placeholder in the tree; `value` is it as it is written. */
export interface PlaceholderNode extends Literal {
  type: "placeholder";
}

declare module "mdast" {
  interface PhrasingContentMap {
    placeholder: PlaceholderNode;
  }
  interface RootContentMap {
    placeholder: PlaceholderNode;
  }
}

interface PlaceholderParts {
  number: number;
  label: string;
}

export function placeholderText({ number, label }: PlaceholderParts): string {
  return `[[${number}: ${label}]]`;
}

export function placeholderOf({ value }: PlaceholderNode): PlaceholderParts {
  const colon = value.indexOf(":");
  return { number: Number(value.slice(2, colon)), label: value.slice(colon + 1, -2).trim() };
}

/** A label as it can stand between the brackets: letters, digits and what is nothing in Markdown, on one line. */
export function placeholderLabel(text: string): string {
  const words = text.replace(/[^\p{L}\p{M}\p{N}./-]+/gu, " ").trim();
  const cut = [...words].slice(0, LONGEST_LABEL).join("").trim();
  return cut === "" ? "unnamed" : cut;
}

const LONGEST_LABEL = 48;

export const writePlaceholder: Handle = Object.assign((node: PlaceholderNode) => node.value, {
  // What stands before has to know what follows it, so that it is escaped where it would run into it.
  peek: () => "[",
});

type Construct = Extract<NonNullable<SyntaxExtension["text"]>[number], { tokenize: unknown }>;
type Tokenize = Construct["tokenize"];
type State = ReturnType<Tokenize>;
type Code = Parameters<State>[0];
type TokenType = Parameters<Parameters<Tokenize>[0]["enter"]>[0];

// The set of token types is extended by a package that we do not depend on; the parser itself takes any name.
const NAME: string = "placeholder";
const TOKEN = NAME as TokenType;

const OPEN = 91;
const CLOSE = 93;
const COLON = 58;
const ZERO = 48;
const NINE = 57;

const isDigit = (code: Code) => code !== null && code >= ZERO && code <= NINE;

/** `[[`, digits, `:`, and anything up to `]]` on the same line. Whatever is not exactly that stays what it was. */
const tokenize: Tokenize = (effects, ok, nok) => {
  let digits = 0;
  const next = (code: Code, state: State): State => {
    effects.consume(code);
    return state;
  };
  const first: State = (code) => {
    effects.enter(TOKEN);
    return next(code, second);
  };
  const second: State = (code) => (code === OPEN ? next(code, number) : nok(code));
  const number: State = (code) => {
    if (isDigit(code) && digits < 9) {
      digits++;
      return next(code, number);
    }
    return code === COLON && digits > 0 ? next(code, label) : nok(code);
  };
  const label: State = (code) => {
    // Negative codes are the ends of lines and tabs.
    if (code === null || code < 0 || code === OPEN) return nok(code);
    return next(code, code === CLOSE ? close : label);
  };
  const close: State = (code) => {
    if (code !== CLOSE) return nok(code);
    effects.consume(code);
    effects.exit(TOKEN);
    return ok;
  };
  return first;
};

export const PLACEHOLDER_SYNTAX: SyntaxExtension = {
  text: { 91: { name: NAME, tokenize, add: "before" } },
};

export const PLACEHOLDER_TREE: TreeExtension = {
  enter: {
    [NAME](token) {
      this.enter({ type: "placeholder", value: this.sliceSerialize(token) }, token);
    },
  },
  exit: {
    [NAME](token) {
      this.exit(token);
    },
  },
};
