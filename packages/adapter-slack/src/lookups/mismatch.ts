import { type Match, nearestNames } from "@pm-orchestrator/adapter-kit";
import type { PmoError } from "@pm-orchestrator/core";
import { type SlackErrorCode, slackErrors } from "../errors.js";

/** More names than this help nobody. */
const NAMES_SHOWN = 50;

interface Sought {
  wanted: string;
  /** The param under which it was given. */
  param: "channel" | "user" | "usergroup";
  code: SlackErrorCode;
  /** All names that could have been meant. */
  names: readonly string[];
  system: string;
  /** What to do instead, where the name shows what was meant. */
  instead?: readonly string[];
}

/** The error for a name that fits nothing, or several things. */
export function mismatch<Candidate extends { id: string; name: string }>(
  match: Exclude<Match<Candidate>, { kind: "one" }>,
  { wanted, param, code, names, system, instead = [] }: Sought,
): PmoError {
  if (match.kind === "many") {
    return slackErrors.create("AMBIGUOUS_MATCH", {
      message: `Several are meant by "${wanted}": give the id of one of them as ${param}.`,
      system,
      details: { [param]: wanted, candidates: match.candidates },
    });
  }
  const near = nearestNames(wanted.replace(/^[#@]/, ""), names);
  return slackErrors.create(code, {
    message: `No ${param === "usergroup" ? "user group" : param} that this token can see is called "${wanted}".`,
    system,
    details: {
      [param]: wanted,
      available: near.concat(names.filter((name) => !near.includes(name))).slice(0, NAMES_SHOWN),
      available_total: names.length,
    },
    suggestions: [...instead, ...(near.length === 0 ? [] : [`Did you mean ${near.join(" or ")}?`])],
  });
}
