import {
  createHttpClient,
  type FailureReading,
  type HttpClientDefinition,
  uploadAddress,
} from "@pm-orchestrator/adapter-kit";
import type { AdapterHost, FileContent, StepContext } from "@pm-orchestrator/core";
import { type SlackErrorCode, slackErrors, slackFailureCodes } from "./errors.js";

/** A file to be downloaded. */
export interface Download {
  /** `url_private`: an address below `files_url`. */
  url: string;
  /** What Slack says that the file is. */
  mediaType: string;
  /** A larger answer is refused. Unit: bytes. */
  maxBytes: number;
  /** How it is told that the file is not there. */
  notFound: FailureReading<SlackErrorCode>;
}

/** The content of files: it lies elsewhere than the Web API, at an origin of its own. */
export interface FileTransfer {
  /** The bytes of a file. The token goes to the origin of `files_url`, and nowhere else. */
  download(file: Download): Promise<Uint8Array>;
  /** Sends bytes to an address that Slack gave for them. No token goes along: the address is the permission. */
  upload(url: string, file: FileContent): Promise<void>;
}

export function connectFiles(
  host: AdapterHost,
  token: () => string | undefined,
): (step: StepContext) => FileTransfer {
  const definition: Omit<HttpClientDefinition<SlackErrorCode>, "baseUrl" | "credentials"> = {
    host,
    errors: slackErrors,
    codes: slackFailureCodes,
  };
  const filesUrl = () => host.setting("files_url") ?? "";
  const files = createHttpClient<SlackErrorCode>({
    ...definition,
    baseUrl: filesUrl,
    credentials: () => ({ authorization: `Bearer ${token() ?? ""}` }),
  });
  return (step) => ({
    async download({ url, mediaType, maxBytes, notFound }) {
      const { headers, body } = await files.send(
        { method: "GET", path: url, expects: "bytes", largestBytes: maxBytes, notFound },
        step,
      );
      const arrived = headers.get("content-type") ?? "";
      // Whoever may not read a file is led to the page for logging in.
      if (isPage(arrived) && !isPage(mediaType)) throw notReadable(step);
      return body as Uint8Array;
    },
    async upload(url, { bytes, mediaType }) {
      const address = uploadAddress(url, filesUrl());
      if (address === undefined) throw foreignAddress(step);
      const uploads = createHttpClient<SlackErrorCode>({
        ...definition,
        baseUrl: () => address.origin,
        credentials: () => ({}),
      });
      await uploads.send(
        {
          method: "POST",
          path: address.href,
          bytes,
          headers: { "content-type": mediaType },
          expects: "nothing",
          // Until the upload is completed, nobody sees the file: losing it is no loss.
          readsOnly: true,
        },
        step,
      );
    },
  });
}

function isPage(mediaType: string): boolean {
  return /^text\/html\b|vnd\.slack-docs|quip/.test(mediaType);
}

function notReadable(step: StepContext) {
  return slackErrors.create("SLACK_SCOPE_MISSING", {
    message: "Slack asks to log in instead of giving the file: the token lacks the scope files:read.",
    system: step.system,
    details: { scope: "files:read" },
  });
}

function foreignAddress(step: StepContext) {
  return slackErrors.create("SLACK_API_ERROR", {
    message:
      "The address that was given for the upload is neither a public https address nor below files_url.",
    system: step.system,
    suggestions: ["Check SLACK_BASE_URL and SLACK_FILES_URL."],
    retryable: false,
  });
}
