import { createHash } from "node:crypto";
import { HttpResponse, type RequestHandler } from "@pm-orchestrator/simulator";
import { writable } from "./labels.js";
import { listOf, oldListOf } from "./listing.js";
import { route, valuesOf } from "./route.js";
import { type ConfluenceState, contentOf, type SimAttachment } from "./state.js";
import { refusal, refusalV1, single, versionView, wikiOf } from "./views.js";
import { knownView } from "./views-v1.js";

/** Files: read and deleted by v2, written and downloaded by v1. */
export function attachmentHandlers(confluence: ConfluenceState): RequestHandler[] {
  const { attachments } = confluence;
  const filesOf = (page: string) => [...attachments.values()].filter((file) => file.page === page);
  return [
    route("GET /wiki/api/v2/pages/:id/attachments", ({ request, query, part }) => {
      const page = contentOf(confluence, part("id"), "page");
      if (page === undefined) return refusal(404, "Not Found");
      const [filename, mediaType] = [query.get("filename"), query.get("mediaType")];
      const statuses = valuesOf(query, "status");
      const found = filesOf(page.id).filter(
        (file) =>
          (filename === null || file.filename === filename) &&
          (mediaType === null || file.mediaType === mediaType) &&
          (statuses.length === 0 || statuses.includes("current")),
      );
      return listOf(request, found, fileView);
    }),

    route("GET /wiki/api/v2/attachments/:id", ({ request, part }) => {
      const file = attachments.get(part("id"));
      const page = file && contentOf(confluence, file.page, "page");
      return page === undefined || file === undefined
        ? refusal(404, "Not Found")
        : single(request, fileView(file));
    }),

    route("DELETE /wiki/api/v2/attachments/:id", ({ part }) =>
      attachments.delete(`att${part("id")}`)
        ? new HttpResponse(null, { status: 204 })
        : refusal(404, "Not Found"),
    ),

    route("PUT /wiki/rest/api/content/:id/child/attachment", async ({ request, part }) => {
      if (request.headers.get("x-atlassian-token") !== "nocheck")
        return refusalV1(403, "PermissionException", "XSRF check failed");
      const page = writable(confluence, part("id"));
      if (page instanceof Response) return page;
      const form = await request.formData();
      const file = form.get("file");
      if (!(file instanceof File)) return refusalV1(400, "BadRequestException", "No file was uploaded");
      const same = filesOf(page.id).find(({ filename }) => filename === file.name);
      const made: SimAttachment = {
        id: same?.id ?? `att${confluence.nextId()}`,
        page: page.id,
        filename: file.name,
        mediaType: file.type,
        bytes: new Uint8Array(await file.arrayBuffer()),
        comment: String(form.get("comment") ?? ""),
        author: confluence.world.me.handle,
        created: confluence.world.now().toISOString(),
        version: (same?.version ?? 0) + 1,
      };
      attachments.set(made.id, made);
      return HttpResponse.json(oldListOf(request, [made], (one) => uploadView(confluence, one, request)));
    }),

    route("GET /wiki/rest/api/content/:id/child/attachment/:attachment/download", ({ request, part }) => {
      const file = attachments.get(part("attachment"));
      if (file === undefined || file.page !== part("id"))
        return refusalV1(404, "NotFoundException", `No attachment: ${part("attachment")}`);
      return new HttpResponse(null, {
        status: 302,
        headers: { location: `${wikiOf(request)}${downloadPath(file)}` },
      });
    }),

    route("GET /wiki/download/attachments/:id/:filename", ({ part }) => {
      const file = filesOf(part("id")).find(({ filename }) => filename === part("filename"));
      if (file === undefined) return refusalV1(404, "NotFoundException", "No such file");
      return new HttpResponse(new Uint8Array(file.bytes), { headers: { "content-type": file.mediaType } });
    }),
  ];
}

function downloadPath({ page, filename, version }: SimAttachment): string {
  return `/download/attachments/${page}/${encodeURIComponent(filename)}?version=${version}&api=v2`;
}

/** Where a file is looked at: among the files of its page, and there it is named by its number alone. */
function webuiPath({ id, page, filename }: SimAttachment): string {
  const preview = encodeURIComponent(`/${page}/${id.replace(/^att/, "")}/${encodeURIComponent(filename)}`);
  return `/pages/viewpageattachments.action?pageId=${page}&preview=${preview}`;
}

/** The id by which a page's text names a file. */
function fileId({ id }: SimAttachment): string {
  const digest = createHash("sha256").update(`file:${id}`).digest("hex");
  return digest.replace(/^(.{8})(.{4})(.{3})(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5");
}

const KINDS: Readonly<Record<string, string>> = {
  "image/png": "PNG Image",
  "application/json": "JSON",
  "text/csv": "CSV File",
  "text/plain": "Text File",
};

function fileView(file: SimAttachment) {
  const { id, page, filename, mediaType, bytes, comment, author, created, version } = file;
  const [webui, download] = [webuiPath(file), downloadPath(file)];
  return {
    id,
    status: "current",
    title: filename,
    createdAt: created,
    pageId: page,
    mediaType,
    mediaTypeDescription: KINDS[mediaType] ?? "File",
    comment,
    fileId: fileId(file),
    fileSize: bytes.byteLength,
    webuiLink: webui,
    downloadLink: download,
    version: versionView({ number: version, author, created, message: comment }),
    _links: { webui, download },
  };
}

/** A file as v1 tells it. */
function uploadView({ world }: ConfluenceState, file: SimAttachment, request: Request) {
  const { id, page, filename, mediaType, bytes, comment, created, version } = file;
  const self = `${wikiOf(request)}/rest/api/content/${id}`;
  return {
    id,
    type: "attachment",
    status: "current",
    title: filename,
    version: {
      by: knownView(world.me, request),
      when: created,
      friendlyWhen: "just a moment ago",
      message: comment,
      number: version,
      minorEdit: false,
      contentTypeModified: false,
      _expandable: { collaborators: "", content: `/rest/api/content/${id}` },
      _links: { self: `${self}/version/${version}` },
    },
    macroRenderedOutput: {},
    extensions: {
      mediaType,
      fileSize: bytes.byteLength,
      comment,
      mediaTypeDescription: KINDS[mediaType] ?? "File",
      fileId: fileId(file),
    },
    _expandable: {
      childTypes: "",
      operations: "",
      children: `/rest/api/content/${id}/child`,
      restrictions: `/rest/api/content/${id}/restriction/byOperation`,
      history: `/rest/api/content/${id}/history`,
      ancestors: "",
      body: "",
      descendants: `/rest/api/content/${id}/descendant`,
      container: `/rest/api/content/${page}`,
    },
    _links: { webui: webuiPath(file), self, download: downloadPath(file) },
  };
}
