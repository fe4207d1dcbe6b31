import { createHttpClient, mediaTypeOf, uploadAddress } from "@pm-orchestrator/adapter-kit";
import type { AdapterHost, FileContent, StepContext } from "@pm-orchestrator/core";
import { credentialsOf } from "./credentials.js";
import { type LinearErrorCode, linearErrors, linearFailureCodes } from "./errors.js";
import { notFound } from "./not-found.js";

/** Where Linear keeps the files that people put into issues; read with the same credentials as the API. */
const UPLOADS = "https://uploads.linear.app";

/** Where a file is to be put, as Linear says it. */
interface UploadTarget {
  url: string;
  headers: Readonly<Record<string, string>>;
}

/** The files of Linear, which lie beside its API. */
export interface Storage {
  /**
   * One file by its address. Throws FOREIGN_ADDRESS, before anything is sent, for an address that is not Linear's: the
   * credentials would go along.
   */
  download(address: string, largestBytes: number): Promise<FileContent>;
  /** Puts a file where Linear said, which is often not at Linear's: without credentials, the address is enough. */
  upload(target: UploadTarget, file: FileContent): Promise<void>;
}

export function storageOf(host: AdapterHost, step: StepContext): Storage {
  const clientAt = (origin: string, credentials: () => Record<string, string>) =>
    createHttpClient<LinearErrorCode>({
      host,
      errors: linearErrors,
      codes: linearFailureCodes,
      baseUrl: () => origin,
      credentials,
    });
  return {
    async download(address, largestBytes) {
      const url = fileAddress(address, host);
      const { body, headers } = await clientAt(url.origin, () => credentialsOf(host)).send(
        {
          method: "GET",
          path: url.href,
          expects: "bytes",
          largestBytes,
          notFound: notFound("ATTACHMENT_NOT_FOUND", `file at ${address}`, { url: address }),
        },
        step,
      );
      const filename = filenameOf(url, headers.get("content-disposition"));
      const mediaType = headers.get("content-type")?.split(";")[0]?.trim() ?? mediaTypeOf(filename);
      return { bytes: body as Uint8Array, filename, mediaType };
    },

    async upload({ url, headers }, { bytes, mediaType }) {
      await clientAt(uploadOrigin(url, host), () => ({})).send(
        {
          method: "PUT",
          path: url,
          bytes,
          headers: { ...headers, "content-type": mediaType },
          expects: "nothing",
          // Bytes that nothing points to yet: when the answer is lost they can be put there again.
          readsOnly: true,
        },
        step,
      );
    },
  };
}

/** Whether an address is one of Linear's own files. */
export function isLinearFile(address: string, host: Pick<AdapterHost, "setting">): boolean {
  if (!URL.canParse(address)) return false;
  const { origin } = new URL(address);
  return origin === UPLOADS || origin === apiOrigin(host);
}

function fileAddress(address: string, host: AdapterHost): URL {
  if (isLinearFile(address, host)) return new URL(address);
  throw foreignAddress(address, host);
}

function uploadOrigin(address: string, host: AdapterHost): string {
  const url = uploadAddress(address, host.setting("base_url") ?? "");
  if (url === undefined) throw foreignAddress(address, host);
  return url.origin;
}

/** The simulator keeps its files where it has its API. */
function apiOrigin(host: Pick<AdapterHost, "setting">): string | undefined {
  const base = host.setting("base_url") ?? "";
  return URL.canParse(base) ? new URL(base).origin : undefined;
}

function foreignAddress(address: string, host: AdapterHost) {
  const url = address.slice(0, 200).replace(/[?#].*$/s, "");
  return linearErrors.create("FOREIGN_ADDRESS", {
    message: `${url} is not an address of Linear's files.`,
    system: host.system,
    details: { url },
  });
}

/** What the answer calls the file, else the end of its address. */
function filenameOf({ pathname }: URL, disposition: string | null): string {
  const told = /filename="([^"]+)"/.exec(disposition ?? "")?.[1];
  const name = told ?? decodeURIComponent(pathname.split("/").at(-1) ?? "");
  return name.replaceAll(/[/\\\r\n]/g, "_") || "file";
}
