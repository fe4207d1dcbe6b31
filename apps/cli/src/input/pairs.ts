import { usageError } from "../usage-error.js";

/** A param as the command line gives it: text that may still be read as something else, or a JSON value. */
export type GivenParam = { text: string } | { json: unknown };

/** Reads `key=value` and `key:=json`. Throws INVALID_REQUEST (6007) for anything else and for a repeated key. */
export function readPairs(pairs: readonly string[]): Map<string, GivenParam> {
  const params = new Map<string, GivenParam>();
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    const isJson = at > 0 && pair[at - 1] === ":";
    const key = pair.slice(0, isJson ? at - 1 : at);
    if (at === -1 || key === "") {
      throw usageError(`"${pair}" is not a param.`, {
        suggestions: ["Write params as key=value, or key:=json for values that are not text."],
      });
    }
    if (params.has(key)) {
      throw usageError(`The param ${key} is given twice.`, {
        details: { param: key },
        suggestions: [`Give ${key} once; a list is ${key}=a,b or ${key}:='["a","b"]'.`],
      });
    }
    const text = pair.slice(at + 1);
    params.set(key, isJson ? { json: readJson(key, text) } : { text });
  }
  return params;
}

function readJson(key: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw usageError(`The value of ${key} is not JSON: ${(error as Error).message}.`, {
      details: { param: key },
      suggestions: [`Text is ${key}=text; JSON texts need quotes inside of the shell's: ${key}:='"text"'.`],
    });
  }
}
