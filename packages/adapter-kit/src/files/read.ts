import { type FileContent, orchestratorError, type StepContext } from "@pm-orchestrator/core";
import { mediaTypeOf } from "./media-type.js";
import { LARGEST_FILE_BYTES } from "./params.js";

/** A file as a caller gives it: see {@link fileParams}. */
export interface GivenFile {
  filename: string;
  handle?: string | undefined;
  text?: string | undefined;
  base64?: string | undefined;
  media_type?: string | undefined;
}

/**
 * The file that was given: by handle, as text or as base64. Throws INVALID_PARAMS (6008) for none or several of them, a
 * handle that is unknown or whose file has gone, text that is no base64, and a file that is too large.
 */
export function readFile(given: GivenFile, step: Pick<StepContext, "files" | "system">): FileContent {
  const { filename, handle, text, base64 } = given;
  const sources = [handle, text, base64].filter((source) => source !== undefined);
  const refuse = (message: string, suggestion: string) =>
    orchestratorError("INVALID_PARAMS", { message, system: step.system, suggestions: [suggestion] });
  if (sources.length !== 1) {
    throw refuse("A file is given by exactly one of handle, text and base64.", "Give one of them.");
  }
  const named = (bytes: Uint8Array): FileContent => {
    if (bytes.byteLength > LARGEST_FILE_BYTES) {
      throw refuse(`${filename} is larger than ${LARGEST_FILE_BYTES} bytes.`, "Give a smaller file.");
    }
    return { bytes, filename, mediaType: given.media_type ?? mediaTypeOf(filename) };
  };
  if (text !== undefined) return named(new TextEncoder().encode(text));
  if (base64 !== undefined) {
    const bytes = decoded(base64);
    if (bytes === undefined)
      throw refuse("base64 holds something else than base64.", "Encode the bytes again.");
    return named(bytes);
  }
  const kept = step.files.get(handle ?? "");
  if (kept === undefined) {
    throw refuse(
      `There is no file ${handle}: it is unknown in this session, or has gone.`,
      "Download the file again, and use the new handle.",
    );
  }
  return { ...named(kept.bytes), mediaType: given.media_type ?? kept.mediaType };
}

/** Undefined for what is no base64: Node would leave out whatever it cannot read. */
function decoded(base64: string): Uint8Array | undefined {
  const text = base64.replaceAll(/\s/g, "");
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.replace(/=+$/, "").length % 4 === 1) return undefined;
  return Buffer.from(text, "base64");
}
