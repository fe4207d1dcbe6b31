import { type OperationDefinition, operationsFor } from "@pm-orchestrator/core";
import type { ZodObject, ZodType } from "zod";
import type { BitbucketClient } from "./client.js";
import { scopesOf } from "./scopes.js";

const define = operationsFor<BitbucketClient>();

interface Declared<Params extends ZodObject, Result extends ZodType>
  extends OperationDefinition<BitbucketClient, Params, Result> {
  /** Endpoints of `upstream` that it calls whatever is asked, beside the first. */
  always?: readonly string[];
}

/** An operation of this adapter. What it asks of the token follows from the endpoints that it calls. */
export function operation<Params extends ZodObject, Result extends ZodType>({
  always = [],
  ...definition
}: Declared<Params, Result>): OperationDefinition<BitbucketClient, Params, Result> {
  return define({ scopes: scopesOf(definition.upstream, always), ...definition });
}
