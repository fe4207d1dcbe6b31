import { baseOf } from "@pm-orchestrator/simulator";
import type { SimFile } from "./state.js";
import { TEAM, userId } from "./views.js";

/** A file as it stands in lists, messages and on its own. */
export function fileView(file: SimFile, request: Request) {
  const { id, name, title, mediaType, author, created, content, channelIds, elsewhere } = file;
  const base = baseOf(request, "slack");
  const place = elsewhere ?? `${base}/files-pri/${TEAM.id}-${id}/${encodeURIComponent(name)}`;
  const isCanvas = mediaType === CANVAS_TYPE;
  return {
    id,
    created,
    timestamp: created,
    name,
    title,
    mimetype: mediaType,
    filetype: isCanvas ? "quip" : (name.split(".").at(-1) ?? ""),
    pretty_type: isCanvas ? "Canvas" : mediaType,
    user: userId(author),
    editable: false,
    size: content.byteLength,
    mode: elsewhere !== undefined ? "external" : isCanvas ? "quip" : "hosted",
    is_external: elsewhere !== undefined,
    external_type: elsewhere === undefined ? "" : "gdrive",
    is_public: true,
    public_url_shared: false,
    display_as_bot: false,
    username: "",
    url_private: place,
    ...(elsewhere === undefined ? { url_private_download: place } : {}),
    permalink: `${base}/files/${userId(author)}/${id}/${encodeURIComponent(name)}`,
    comments_count: 0,
    is_starred: false,
    channels: channelIds,
    groups: [],
    ims: [],
    has_rich_preview: false,
  };
}

export const CANVAS_TYPE = "application/vnd.slack-docs";
