import { parseArgs } from "node:util";
import { MEASUREMENTS, type Measurement } from "./catalogue.js";

export interface BenchOptions {
  measurements: readonly Measurement[];
  json: boolean;
  list: boolean;
  strict: boolean;
  help: boolean;
}

export const USAGE = `npm run bench -- [--only NAME]… [--list] [--json] [--strict]

  --only NAME  measure only this; may be given several times
  --list       what can be measured
  --json       the page as JSON, every number unrounded
  --strict     end with 1 also when a bound does not hold

Ends with 0, with 1 when something could not be measured, with 2 for a wrong command line.`;

/** Reads the command line. Throws an Error with a message for people when it is wrong. */
export function parseCommandLine(argv: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      only: { type: "string", multiple: true, default: [] },
      json: { type: "boolean", default: false },
      list: { type: "boolean", default: false },
      strict: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const { only, ...flags } = values;
  const names = MEASUREMENTS.map(({ name }) => name);
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new RangeError(`There is no measurement "${unknown}". There are: ${names.join(", ")}.`);
  return {
    ...flags,
    measurements: only.length === 0 ? MEASUREMENTS : MEASUREMENTS.filter(({ name }) => only.includes(name)),
  };
}
