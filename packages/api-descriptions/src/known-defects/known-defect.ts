import type { FormField, GivenAnswer } from "../exchange.js";

/**
 * Where a vendor's description is known to be wrong: what it says instead, why, and an exchange that really happens and
 * that the description would refuse. A test proves of each that its witness fails without it and passes with it, so
 * that an entry which is no longer needed turns red.
 */
export interface KnownDefect<Draft> {
  /** kebab-case, unique among those of its API. */
  id: string;
  /** Why the description is wrong and not we: what the vendor really does, best with the vendor's page. */
  reason: string;
  /** Corrects the description as it was read. Throws when there is nothing left to correct. */
  patch(draft: Draft): void;
  witness: Witness;
}

/** A request, or an answer to it. With an answer only that is judged. */
export interface Witness {
  /** Method and path below the base path, with the query: `GET /repositories/acme/platform?q=x`. */
  request: string;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as a form. */
  form?: readonly FormField[];
  /** An answer in JSON, unless it says otherwise. */
  answer?: GivenAnswer;
}
