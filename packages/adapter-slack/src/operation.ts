import { type OperationDefinition, operationsFor, type ScopeNeed } from "@pm-orchestrator/core";
import type { ZodObject, ZodType } from "zod";
import type { SlackClient } from "./client.js";
import { isSlackMethod, needsOf, type SlackMethod } from "./methods.js";

const define = operationsFor<SlackClient>();

interface Declared<Params extends ZodObject, Result extends ZodType>
  extends OperationDefinition<SlackClient, Params, Result> {
  /** Methods that it calls with the user's token although a bot's would do. */
  asUser?: readonly SlackMethod[];
}

/**
 * An operation of this adapter. What it asks of the token follows from the methods that it calls; it draws on the limit of
 * its own method, the first, beside those that it names: the others only look up what the cache mostly knows.
 */
export function operation<Params extends ZodObject, Result extends ZodType>({
  asUser = [],
  ...definition
}: Declared<Params, Result>): OperationDefinition<SlackClient, Params, Result> {
  const [own, ...others] = definition.upstream;
  const scopes = [
    ...needsFor(own === undefined ? [] : [own], asUser),
    ...needsFor(others, asUser).map((need) => ({ ...need, partly: true as const })),
  ];
  const distinct = scopes.filter(
    ({ any, of }, index) =>
      !scopes.slice(0, index).some((earlier) => earlier.any[0] === any[0] && earlier.of === of),
  );
  return define({
    ...(distinct.length === 0 ? {} : { scopes: distinct }),
    ...(own !== undefined && isOfUser(own, asUser) ? { needs: ["user_token"] } : {}),
    ...definition,
    limits: [...(own !== undefined && isSlackMethod(own) ? [own] : []), ...(definition.limits ?? [])],
  });
}

/** The scopes of methods. Those of the operation's own method it cannot do without; the others look names up. */
function needsFor(upstream: readonly string[], asUser: readonly string[]) {
  return upstream.filter(isSlackMethod).flatMap((method): Exclude<ScopeNeed, string>[] => {
    const { scope, or = [] } = needsOf(method);
    if (scope === undefined) return [];
    return [{ any: [scope, ...or], ...(isOfUser(method, asUser) ? { of: "user_token" } : {}) }];
  });
}

function isOfUser(method: string, asUser: readonly string[]): boolean {
  return asUser.includes(method) || (isSlackMethod(method) && needsOf(method).token === "user");
}
