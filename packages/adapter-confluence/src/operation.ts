import { type OperationDefinition, operationsFor } from "@pm-orchestrator/core";
import type { ZodObject, ZodType } from "zod";
import type { ConfluenceClient } from "./client.js";
import { scopesOf } from "./scopes.js";

const define = operationsFor<ConfluenceClient>();

/** Declares an operation; which scopes it takes, its endpoints tell. */
export function operation<Params extends ZodObject, Result extends ZodType>(
  definition: OperationDefinition<ConfluenceClient, Params, Result>,
): OperationDefinition<ConfluenceClient, Params, Result> {
  return define({ scopes: scopesOf(definition.upstream), ...definition });
}
