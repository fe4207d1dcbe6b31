import { type OperationDefinition, operationsFor } from "@pm-orchestrator/core";
import type { ZodObject, ZodType } from "zod";
import type { ConfluenceClient } from "./client.js";
import { scopesOf } from "./scopes.js";

const define = operationsFor<ConfluenceClient>();

type Definition<Params extends ZodObject, Result extends ZodType> = OperationDefinition<
  ConfluenceClient,
  Params,
  Result
>;

/** What only looking for a lost write calls, beside `upstream`. */
interface LookUps {
  lookUps?: readonly string[];
}

/** Declares an operation; which scopes it takes, its endpoints tell. */
export function operation<Params extends ZodObject, Result extends ZodType>({
  lookUps = [],
  ...definition
}: Definition<Params, Result> & LookUps): Definition<Params, Result> {
  const scopes = scopesOf(definition.upstream);
  const partly = scopesOf(lookUps).filter((scope) => !scopes.includes(scope));
  const further = lookUps.filter((endpoint) => !definition.upstream.includes(endpoint));
  return define({
    scopes: [...scopes, ...partly.map((scope) => ({ any: [scope], partly: true }) as const)],
    ...(definition as Definition<Params, Result>),
    upstream: [...definition.upstream, ...further],
  });
}
