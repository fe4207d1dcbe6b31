import { createHttpClient, type FailureReading, type StepClient } from "@pm-orchestrator/adapter-kit";
import { type AdapterHost, type Connection, isPmoError } from "@pm-orchestrator/core";
import type { GraphqlDocument } from "./documents/document.js";
import { type LinearErrorCode, linearErrors, linearFailureCodes } from "./errors.js";
import { readLinearFailure, readLinearSuccess } from "./failures.js";

/** Variables of a document; undefined leaves one out. */
export type Variables = Readonly<Record<string, unknown>>;

/** What an operation of this adapter has in its hands for one step. */
export interface LinearClient extends StepClient {
  /**
   * Sends one document for the step's account and gives its data.
   *
   * @param missing How to tell that the thing is not there, when the code is the same: Linear names only the entity.
   */
  ask<Data>(
    document: GraphqlDocument<Data>,
    variables: Variables,
    missing?: FailureReading<LinearErrorCode>,
  ): Promise<Data>;
}

export function connectLinear(host: AdapterHost): Connection<LinearClient> {
  const http = createHttpClient({
    host,
    errors: linearErrors,
    codes: linearFailureCodes,
    baseUrl: () => host.setting("base_url") ?? "",
    // Personal keys stand alone: Linear takes a key with Bearer before it for an OAuth token.
    credentials: () => ({ authorization: host.setting("api_key") ?? "" }),
    readFailure: readLinearFailure,
    readSuccess: readLinearSuccess,
  });
  return {
    client: (step) => ({
      step,
      async ask<Data>(
        document: GraphqlDocument<Data>,
        variables: Variables,
        missing?: FailureReading<LinearErrorCode>,
      ) {
        try {
          const { body } = await http.send(
            {
              method: "POST",
              path: "/graphql",
              body: { query: document.text, variables },
              readsOnly: !document.writes,
            },
            step,
          );
          return (body as { data: Data }).data;
        } catch (error) {
          if (missing === undefined || !isPmoError(error) || error.code !== missing.code) throw error;
          throw linearErrors.create(missing.code, {
            message: missing.message ?? error.message,
            system: host.system,
            details: { ...error.details, ...missing.details },
            suggestions: missing.suggestions,
          });
        }
      },
    }),
  };
}
