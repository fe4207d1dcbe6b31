import { baseOf, HttpResponse, http } from "@pm-orchestrator/simulator";
import { requireScope } from "./caller.js";
import { CANVAS_TYPE, fileView } from "./file-view.js";
import {
  type Arguments,
  type Caller,
  callerOf,
  isVisible,
  numberedPage,
  SlackRefusal,
  slackMethod,
  withChannel,
  writableChannel,
} from "./method.js";
import { type SimFile, type SlackState, secondsNow } from "./state.js";

const LOGIN = "<!doctype html><title>Sign in to Acme | Slack</title>";

/** Files, their content, and uploads in three steps. */
export function fileMethods(slack: SlackState) {
  return [
    slackMethod("files.info", slack, {
      answer({ args, caller, request }) {
        const file = visibleFile(slack, args.get("file"), caller);
        return { file: fileView(file, request), comments: [], response_metadata: { next_cursor: "" } };
      },
    }),

    slackMethod("files.list", slack, {
      answer({ args, caller, request }) {
        const from = Number(args.get("ts_from") ?? 0);
        const to = Number(args.get("ts_to") ?? Number.POSITIVE_INFINITY);
        const types = args.get("types")?.split(",") ?? ["all"];
        const listed = visibleFiles(slack, caller)
          .map((file) => fileView(file, request))
          .filter(
            ({ created, channels, user, mimetype }) =>
              created >= from &&
              created <= to &&
              (!args.has("channel") || channels.includes(args.get("channel") ?? "")) &&
              (!args.has("user") || user === args.get("user")) &&
              types.some((type) => fitsType(type, mimetype)),
          )
          .reverse();
        const { count, page, pages, shown } = numberedPage(listed, args, { standard: 100, largest: 1000 });
        return { files: shown, paging: { count, total: listed.length, page, pages } };
      },
    }),

    slackMethod("files.getUploadURLExternal", slack, {
      answer({ args, caller, request }) {
        const length = Number(args.get("length"));
        const name = args.get("filename") ?? "";
        if (!(length >= 1) || name === "") throw new SlackRefusal("missing_argument");
        const id = slack.nextId("F");
        const ticket = slack.nextId("Cw");
        slack.uploads.set(ticket, { id, name, author: caller.handle, length });
        return { upload_url: `${baseOf(request, "slack")}/upload/v1/${ticket}`, file_id: id };
      },
    }),

    http.post("*/upload/v1/:ticket", async ({ request, params }) => {
      const upload = slack.uploads.get(String(params["ticket"]));
      if (upload === undefined) return new HttpResponse("invalid ticket", { status: 404 });
      const content = new Uint8Array(await request.arrayBuffer());
      if (content.byteLength !== upload.length) return new HttpResponse("wrong length", { status: 400 });
      Object.assign(upload, { content, mediaType: request.headers.get("content-type") ?? "" });
      return HttpResponse.text(`OK - ${content.byteLength}`);
    }),

    slackMethod("files.completeUploadExternal", slack, {
      answer({ args, caller }) {
        const [{ id = "", title }] = filesOf(args);
        const [ticket = "", upload] =
          [...slack.uploads].find(
            ([, candidate]) => candidate.id === id && candidate.author === caller.handle,
          ) ?? [];
        if (upload?.content === undefined) throw new SlackRefusal("file_not_found");
        const { name, content, mediaType = "" } = upload;
        const channelIds = args.has("channel_id")
          ? [shareIn(slack, args, { caller, file: { id, name } })]
          : [];
        slack.uploads.delete(ticket);
        const created = secondsNow(slack);
        const author = caller.handle;
        slack.files.push({ id, name, title: title ?? name, mediaType, author, created, content, channelIds });
        return { files: [{ id, title: title ?? name }] };
      },
    }),

    http.get("*/files-pri/:place/:name", ({ request, params }) => {
      try {
        const caller = callerOf(request, new Map(), slack);
        requireScope("files.info", caller);
        const file = visibleFile(slack, String(params["place"]).split("-")[1], caller);
        const type = file.mediaType === CANVAS_TYPE ? "text/html" : file.mediaType;
        return new HttpResponse(new Uint8Array(file.content), { headers: { "content-type": type } });
      } catch (error) {
        if (!(error instanceof SlackRefusal)) throw error;
        return error.message === "file_not_found"
          ? HttpResponse.html(LOGIN, { status: 404 })
          : HttpResponse.html(LOGIN);
      }
    }),
  ];
}

/** Files that the caller gave, or that stand in a channel which the caller sees. */
export function visibleFiles(slack: SlackState, caller: Caller): SimFile[] {
  const channels = new Set(slack.channels.filter((one) => isVisible(one, caller)).map(({ id }) => id));
  return slack.files.filter(
    ({ author, channelIds }) => author === caller.handle || channelIds.some((id) => channels.has(id)),
  );
}

export function visibleFile(slack: SlackState, id: string | undefined, caller: Caller): SimFile {
  const file = visibleFiles(slack, caller).find((candidate) => candidate.id === id);
  if (file === undefined) throw new SlackRefusal("file_not_found");
  return file;
}

/** Posts the message with which a file is shared, and gives the channel's id. */
function shareIn(
  slack: SlackState,
  args: Arguments,
  { caller, file }: { caller: Caller; file: { id: string; name: string } },
): string {
  const channel = writableChannel(slack, withChannel(args), caller);
  const threadTs = args.get("thread_ts");
  slack.messages.get(channel.id)?.push({
    ts: slack.nextTs(),
    author: caller.handle,
    text: args.get("initial_comment") ?? "",
    files: [file],
    ...(threadTs === undefined ? {} : { threadTs }),
  });
  return channel.id;
}

function filesOf(args: Arguments): [{ id?: string; title?: string }] {
  const files = JSON.parse(args.get("files") ?? "[]") as { id?: string; title?: string }[];
  return [files[0] ?? {}];
}

function fitsType(type: string, mediaType: string): boolean {
  if (type === "images") return mediaType.startsWith("image/");
  if (type === "pdfs") return mediaType === "application/pdf";
  if (type === "spaces") return mediaType === CANVAS_TYPE;
  if (type === "snippets") return mediaType.startsWith("text/");
  return type === "all";
}
