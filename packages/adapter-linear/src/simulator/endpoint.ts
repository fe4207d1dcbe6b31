import { HttpResponse, http, markRefused } from "@pm-orchestrator/simulator";
import { type ExecutionResult, type GraphQLError, graphql } from "graphql";
import { resolverFor } from "./leaves/index.js";
import { schema } from "./schema/index.js";
import type { LinearState } from "./state.js";

interface GraphqlRequest {
  query?: unknown;
  variables?: Record<string, unknown>;
  operationName?: string;
}

/** A personal key stands alone, an OAuth token has Bearer before it. */
export const CREDENTIALS = new Set(["simulated-api_key", "Bearer simulated-access_token"]);

/** The one address of Linear's API: executes any document of the simulated part of the schema on `root`. */
export function graphqlEndpoint(root: object, linear: LinearState) {
  const fieldResolver = resolverFor(linear);
  return http.post("*/graphql", async ({ request }) => {
    if (!CREDENTIALS.has(request.headers.get("authorization") ?? "")) return unauthorized();
    const { query, variables, operationName } = ((await request.json().catch(() => null)) ??
      {}) as GraphqlRequest;
    if (typeof query !== "string") return refused("Must provide a query string.");
    const result = await graphql({
      schema,
      source: query,
      rootValue: root,
      fieldResolver,
      contextValue: { request },
      ...(variables === undefined ? {} : { variableValues: variables }),
      ...(operationName === undefined ? {} : { operationName }),
    });
    return answer(result);
  });
}

/** What was not even executed is a 400; what failed while it was executed is a 200 that tells so. */
function answer({ data, errors }: ExecutionResult) {
  if (errors === undefined) return HttpResponse.json({ data });
  const executed = data !== undefined;
  const told = errors.map((error) => ({
    ...error.toJSON(),
    extensions: extensionsOf(error, executed),
  }));
  const response = HttpResponse.json(executed ? { data, errors: told } : { errors: told }, {
    status: executed ? 200 : 400,
  });
  const nothingDone = Object.values(data ?? {}).every((value) => value === null);
  return nothingDone ? markRefused(response) : response;
}

function extensionsOf({ extensions }: GraphQLError, executed: boolean) {
  if ("code" in extensions) return extensions;
  return executed
    ? { type: "internal error", code: "INTERNAL_SERVER_ERROR", statusCode: 500, userError: false }
    : { type: "graphql error", code: "GRAPHQL_VALIDATION_FAILED", statusCode: 400, userError: true };
}

function refused(message: string) {
  const extensions = { type: "graphql error", code: "BAD_REQUEST", statusCode: 400, userError: true };
  return HttpResponse.json({ errors: [{ message, extensions }] }, { status: 400 });
}

/** 401 as Linear says it, of credentials that are wrong or have expired. */
export function unauthorized() {
  const extensions = {
    type: "authentication error",
    code: "AUTHENTICATION_ERROR",
    statusCode: 401,
    userError: true,
    userPresentableMessage: "You need to authenticate to access this operation.",
  };
  return HttpResponse.json(
    { errors: [{ message: "Authentication required, not authenticated", extensions }] },
    { status: 401 },
  );
}
