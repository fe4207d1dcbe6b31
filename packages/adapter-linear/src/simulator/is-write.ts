import type { AskedRequest } from "@pm-orchestrator/simulator";
import { getOperationAST, OperationTypeNode, parse } from "graphql";

/** Documents are constant, so each is parsed once; nobody has so many. */
const MOST_DOCUMENTS = 500;
const known = new Map<string, boolean>();

/**
 * Whether a request asks for a change: a mutation does. What is put into storage is nothing yet: nobody sees a file
 * before a mutation names it.
 */
export function isLinearWrite({ method, path, body }: AskedRequest): boolean {
  if (method !== "POST" || !/^\/graphql(?:\?|$)/.test(path)) return false;
  const { query, operationName } = requestIn(body);
  if (typeof query !== "string") return false;
  const name = typeof operationName === "string" ? operationName : "";
  const key = `${name}\n${query}`;
  const told = known.get(key) ?? isMutation(query, name);
  if (known.size >= MOST_DOCUMENTS) known.clear();
  known.set(key, told);
  return told;
}

function isMutation(query: string, name: string): boolean {
  try {
    return (
      getOperationAST(parse(query), name === "" ? undefined : name)?.operation === OperationTypeNode.MUTATION
    );
  } catch {
    // It cannot be read, so it will be refused.
    return false;
  }
}

function requestIn(body: string): { query?: unknown; operationName?: unknown } {
  try {
    return (JSON.parse(body) as object | null) ?? {};
  } catch {
    return {};
  }
}
