import { type OperationDefinition, operationsFor } from "@pm-orchestrator/core";
import type { ZodObject, ZodType } from "zod";
import type { SlackClient } from "./client.js";
import { isSlackMethod, needsOf } from "./methods.js";

const define = operationsFor<SlackClient>();

/** An operation of this adapter. What it asks of the token follows from the methods that it calls. */
export function operation<Params extends ZodObject, Result extends ZodType>(
  definition: OperationDefinition<SlackClient, Params, Result>,
): OperationDefinition<SlackClient, Params, Result> {
  const methods = definition.upstream.filter(isSlackMethod).map(needsOf);
  const scopes = [...new Set(methods.flatMap(({ scope }) => scope ?? []))];
  return define({
    ...(scopes.length === 0 ? {} : { scopes }),
    ...(methods[0]?.token === "user" ? { needs: ["user_token"] } : {}),
    ...definition,
  });
}
