import {
  createHttpClient,
  type FailureReading,
  type HttpCall,
  type StepClient,
} from "@pm-orchestrator/adapter-kit";
import type { AdapterHost, Connection } from "@pm-orchestrator/core";
import { credentialsOf } from "./credentials.js";
import type { GraphqlDocument } from "./documents/document.js";
import { type LinearErrorCode, linearErrors, linearFailureCodes } from "./errors.js";
import { readLinearFailure, readLinearSuccess } from "./failures.js";
import { readLinearBudget } from "./limits.js";
import { isLinearFile, type Storage, storageOf } from "./storage.js";

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
  readonly storage: Storage;
  /** Whether an address is one of Linear's own files, which need the credentials. */
  isOwnFile(address: string): boolean;
}

export function connectLinear(host: AdapterHost): Connection<LinearClient> {
  const http = createHttpClient({
    host,
    errors: linearErrors,
    codes: linearFailureCodes,
    baseUrl: () => host.setting("base_url") ?? "",
    credentials: () => credentialsOf(host),
    readFailure: readLinearFailure,
    readSuccess: readLinearSuccess,
    readBudget: readLinearBudget,
  });
  return {
    client: (step) => ({
      step,
      storage: storageOf(host, step),
      isOwnFile: (address) => isLinearFile(address, host),
      async ask<Data>(
        document: GraphqlDocument<Data>,
        variables: Variables,
        missing?: FailureReading<LinearErrorCode>,
      ) {
        const call: HttpCall<LinearErrorCode> = {
          method: "POST",
          path: "/graphql",
          body: { query: document.text, variables },
          readsOnly: !document.writes,
          ...(missing === undefined ? {} : { telling: [missing] }),
        };
        const { body } = await http.send(call, step);
        return (body as { data: Data }).data;
      },
    }),
  };
}
