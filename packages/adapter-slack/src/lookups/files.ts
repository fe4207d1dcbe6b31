import type { FileContent, PmoError } from "@pm-orchestrator/core";
import type { SlackClient } from "../client.js";
import { slackErrors } from "../errors.js";
import { fileNotFound } from "../not-found.js";
import type { VendorFile } from "../vendor.js";

/** Canvases have a media type of their own; what is downloaded of them is a page. */
const CANVAS_TYPE = "application/vnd.slack-docs";

/** What Slack says of a file. */
export async function fileOf(id: string, slack: SlackClient): Promise<VendorFile> {
  const { file = {} } = await slack.call<{ file?: VendorFile }>({
    method: "files.info",
    form: { file: id },
    telling: [fileNotFound(id)],
  });
  return file;
}

/** Whether its content lies in Slack, and not behind a link to another system. */
export function isHosted({ is_external, mode, url_private }: VendorFile): boolean {
  return (
    is_external !== true && url_private !== undefined && !/^(?:external|tombstone|hidden)/.test(mode ?? "")
  );
}

export function isCanvas({ mimetype, filetype }: VendorFile): boolean {
  return mimetype === CANVAS_TYPE || filetype === "quip" || filetype === "canvas";
}

/** The content of a file. Throws FILE_TOO_LARGE before the download when Slack says that it is larger than `maxBytes`. */
export async function contentOf(
  file: VendorFile,
  maxBytes: number,
  slack: SlackClient,
): Promise<FileContent> {
  const { id = "", name = file.title ?? id, mimetype = "application/octet-stream", size = 0 } = file;
  if (size > maxBytes) throw tooLarge(name, { size, maxBytes }, slack);
  const mediaType = isCanvas(file) ? "text/html" : mimetype || "application/octet-stream";
  const bytes = await slack.download({
    url: file.url_private_download ?? file.url_private ?? "",
    mediaType,
    maxBytes,
    notFound: fileNotFound(id),
  });
  return { bytes, filename: name, mediaType };
}

function tooLarge(
  name: string,
  { size, maxBytes }: { size: number; maxBytes: number },
  slack: SlackClient,
): PmoError {
  return slackErrors.create("FILE_TOO_LARGE", {
    message: `${name} has ${size} bytes; at most ${maxBytes} were allowed.`,
    system: slack.step.system,
    details: { size, max_bytes: maxBytes },
  });
}
