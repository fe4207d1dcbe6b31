import { isAfterLoss } from "@pm-orchestrator/adapter-kit";
import { isPmoError, orchestratorError, type PmoError } from "@pm-orchestrator/core";
import type { LinearClient } from "./client.js";
import { isAbsent, type ReadCreated } from "./created.js";
import { linearErrors } from "./errors.js";

/** Something that is created under an id that the step minted. */
interface Creation<Thing> {
  id: string;
  create(): Promise<Thing>;
  read: ReadCreated<Thing>;
  /** How to find out whether it happened, for the suggestions. */
  lookUp: string;
}

/**
 * Creates something once, however often its request is sent: an id that is taken was taken by an attempt of ours whose
 * answer got lost. How Linear words that refusal it does not document, so the thing is read by its id: only what is
 * there was created. An error after which it may have happened all the same tells the id.
 */
export async function createOnce<Thing>(
  { id, create, read, lookUp }: Creation<Thing>,
  linear: LinearClient,
): Promise<Thing> {
  try {
    return await create();
  } catch (error) {
    if (!isPmoError(error)) throw error;
    if (mayHaveHappened(error)) throw tellingId(error, { id, lookUp }, linear);
    if (error.code !== "LINEAR_CONFLICT" && !isAfterLoss(error)) throw error;
    const created = await read(id, linear).catch(() => {
      throw isAfterLoss(error) ? unknownAfterAll(error, { id, lookUp }, linear) : error;
    });
    if (created === undefined) throw error;
    return created;
  }
}

/** Takes something away; that it is gone already is no failure when an attempt of ours may have done it. */
export async function removeOnce<Payload>(remove: () => Promise<Payload>): Promise<Payload | "gone"> {
  try {
    return await remove();
  } catch (error) {
    if (isAfterLoss(error) && isAbsent(error)) return "gone";
    throw error;
  }
}

interface Mark {
  id: string;
  lookUp: string;
}

function tellingId(error: PmoError, { id, lookUp }: Mark, linear: LinearClient): PmoError {
  const occurrence = {
    message: error.message,
    system: linear.step.system,
    details: { ...error.details, id },
    suggestions: [lookUp],
    retryable: error.retryable,
  };
  return error.code === "OUTCOME_UNKNOWN"
    ? orchestratorError("OUTCOME_UNKNOWN", occurrence)
    : linearErrors.create("LINEAR_API_ERROR", occurrence);
}

/** An attempt was lost, another refused, and what there is could not be read. */
function unknownAfterAll(error: PmoError, { id, lookUp }: Mark, { step }: LinearClient): PmoError {
  const { system, operation } = step;
  return orchestratorError("OUTCOME_UNKNOWN", {
    message: `${system} ${operation} was sent, but not answered, and refused when it was sent again: it may have happened.`,
    system,
    details: { operation, id, reason: error.message, reconciliation: "not looked up" },
    suggestions: [lookUp],
  });
}

function mayHaveHappened({ code, details }: PmoError): boolean {
  if (code === "OUTCOME_UNKNOWN") return true;
  const { status, partial } = details;
  return code === "LINEAR_API_ERROR" && (partial === true || (typeof status === "number" && status >= 500));
}
