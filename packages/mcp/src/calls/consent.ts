import { createHash, randomUUID } from "node:crypto";
import { type InputRequiredResult, inputRequired, type ServerContext } from "@modelcontextprotocol/server";
import { orchestratorError, type PmoError, type ProposedWrite } from "@pm-orchestrator/core";
import { writeLines } from "pm-orchestrator/consent";

/** The name under which the client answers. */
const QUESTION = "consent";
/** Questions that may be open at once; an answer to an older one is asked for again. */
const MOST_OPEN = 100;

/** What became of the question whether writes may be sent: yes, a question to ask, or why not (6013). */
export type ConsentOutcome = { given: true } | { ask: InputRequiredResult } | { refused: PmoError };

/**
 * Consent of the client's user to writes, by elicitation. In both revisions of the protocol a call is answered with the
 * question, and comes again with the answer; a question is good once, and for the very same call.
 */
export class Consents {
  /** By the state that goes with the question: of which call it is. */
  readonly #open = new Map<string, string>();

  /** `call` is all that was asked for: consent to one call is none to another. */
  of(
    writes: readonly ProposedWrite[],
    { call, context, canAsk }: { call: unknown; context: ServerContext; canAsk: boolean },
  ): ConsentOutcome {
    if (writes.length === 0) return { given: true };
    const digest = createHash("sha256").update(JSON.stringify(call)).digest("hex");
    const reply = this.#replyTo(digest, context);
    if (reply === "accept") return { given: true };
    if (reply !== undefined) return { refused: notConsented(writes, "the user did not consent") };
    if (!canAsk) return { refused: notConsented(writes, "this client cannot ask its user") };
    return { ask: this.#question(writes, digest) };
  }

  #question(writes: readonly ProposedWrite[], digest: string): InputRequiredResult {
    const state = randomUUID();
    this.#open.set(state, digest);
    for (const [oldest] of this.#open) {
      if (this.#open.size <= MOST_OPEN) break;
      this.#open.delete(oldest);
    }
    const message = [...writeLines(writes), "", "May it be sent?"].join("\n");
    return inputRequired({
      inputRequests: {
        [QUESTION]: inputRequired.elicit({ message, requestedSchema: { type: "object", properties: {} } }),
      },
      requestState: state,
    });
  }

  /** The user's action, when this call answers a question of ours about this very call. */
  #replyTo(digest: string, { mcpReq }: ServerContext): string | undefined {
    const state = mcpReq.requestState<string>();
    const reply = mcpReq.inputResponses?.[QUESTION];
    if (state === undefined || typeof reply !== "object" || reply === null) return undefined;
    const asked = this.#open.get(state);
    if (asked !== digest) return undefined;
    this.#open.delete(state);
    return String((reply as { action?: unknown }).action);
  }
}

/** WRITE_NOT_ALLOWED (6013) with the line of configuration that would allow it. */
function notConsented(writes: readonly ProposedWrite[], reason: string): PmoError {
  const systems = [...new Set(writes.map(({ system }) => system))];
  const line = `policy: { systems: { ${systems.map((system) => `${JSON.stringify(system)}: { writes: allow }`).join(", ")} } }`;
  const names = writes.map(({ id, system, operation }) =>
    id === operation ? `${system} ${operation}` : `${system} ${operation} (${id})`,
  );
  return orchestratorError("WRITE_NOT_ALLOWED", {
    message: `Not sent, since ${reason}: ${names.join(", ")}.`,
    details: { reason, operations: writes, configuration: line },
    suggestions: [
      `If the user wants such writes always to be allowed, the user can put this line into pmo.config.yaml: ${line}`,
    ],
  });
}
