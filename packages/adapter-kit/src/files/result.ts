import type { FileContent, StepContext } from "@pm-orchestrator/core";
import { compact } from "../operations/compact.js";
import { isTextType } from "./media-type.js";
import type { FileResult } from "./params.js";

/** Text longer than this is only worth a handle. Unit: bytes. */
const LONGEST_TEXT_BYTES = 100_000;

/** A downloaded file: kept for the session, with its text when that is short, or its bytes when they are wanted. */
export function fileResult(
  file: FileContent,
  { step, include }: { step: Pick<StepContext, "files">; include?: "base64" | undefined },
): FileResult {
  const { bytes, filename, mediaType } = file;
  return compact({
    handle: step.files.put(file),
    filename,
    media_type: mediaType,
    size: bytes.byteLength,
    text: include === undefined ? shortText(file) : undefined,
    base64: include === "base64" ? Buffer.from(bytes).toString("base64") : undefined,
  });
}

/** Undefined when it is no text, whatever its type says, or a long one. */
function shortText({ bytes, mediaType }: FileContent): string | undefined {
  if (!isTextType(mediaType) || bytes.byteLength > LONGEST_TEXT_BYTES) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
