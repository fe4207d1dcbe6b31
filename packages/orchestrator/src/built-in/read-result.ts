import { type ReadResultRequest, readKept } from "../kept/read.js";
import { type BuiltInOperation, paramsSchema } from "./operation.js";

const count = { type: "integer", minimum: 0 } as const;

/** `read_result`: a part of what a token budget withheld, exactly as it is. */
export const readResult: BuiltInOperation = {
  manifest: {
    summary: "Reads what a token budget withheld: a path of a result, or a slice of a list or a text",
    effect: "read",
    retry: "natural",
    signature:
      "read_result(handle, path?, offset?: number, limit?: number, max_tokens?: number) → {value, offset, total, next_offset, omitted}",
    params: paramsSchema(
      {
        handle: { type: "string", minLength: 1, maxLength: 100, description: "as omitted named it" },
        path: { type: "string", maxLength: 2000, description: "as omitted named it; default: all of it" },
        offset: { ...count, description: "of a list or a text: begin at this item or character; default 0" },
        limit: { ...count, minimum: 1, description: "of a list or a text: so many items or characters" },
        max_tokens: { ...count, minimum: 1, description: "what of it does not fit is told in omitted" },
      },
      ["handle"],
    ),
    result: {
      type: "object",
      properties: {
        value: { description: "as it is in the result" },
        offset: { type: "number" },
        total: { type: "number" },
        next_offset: { type: "number" },
        omitted: {
          type: "object",
          properties: {
            tokens: { type: "number" },
            parts: { type: "array", items: { type: "object" } },
          },
        },
      },
      required: ["value"],
    },
    upstream: [],
    expected_calls: 0,
    expected_ms: 1,
    example: { handle: "r_9f3c…", path: "comments", offset: 3 },
  },
  run: async (params, { session }) =>
    readKept(session.kept, session.tenant, params as unknown as ReadResultRequest),
};
