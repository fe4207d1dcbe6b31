import { HttpResponse, type RequestHandler } from "@pm-orchestrator/simulator";
import { writable } from "./labels.js";
import { listOf, oldListOf } from "./listing.js";
import { route, valuesOf } from "./route.js";
import { accountId, type ConfluenceState, contentOf, type SimAttachment, type SimPage } from "./state.js";
import { pagePath, refusal, refusalV1, single, versionView, wikiOf } from "./views.js";

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
      return listOf(request, found, (file) => fileView(confluence, page, file));
    }),

    route("GET /wiki/api/v2/attachments/:id", ({ request, part }) => {
      const file = attachments.get(part("id"));
      const page = file && contentOf(confluence, file.page, "page");
      return page === undefined || file === undefined
        ? refusal(404, "Not Found")
        : single(request, fileView(confluence, page, file));
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
      return HttpResponse.json(oldListOf(request, [made], (one) => contentView(confluence, page, one)));
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

function webuiPath(confluence: ConfluenceState, page: SimPage, { id }: SimAttachment): string {
  return `${pagePath(confluence, page)}?preview=%2F${page.id}%2F${id}`;
}

function fileView(confluence: ConfluenceState, page: SimPage, file: SimAttachment) {
  const { id, filename, mediaType, bytes, comment, author, created, version } = file;
  const [webui, download] = [webuiPath(confluence, page, file), downloadPath(file)];
  return {
    id,
    status: "current",
    title: filename,
    createdAt: created,
    pageId: page.id,
    mediaType,
    mediaTypeDescription: mediaType,
    comment,
    fileId: `file-${id}`,
    fileSize: bytes.byteLength,
    webuiLink: webui,
    downloadLink: download,
    version: versionView({ number: version, author, created, message: comment }),
    _links: { webui, download },
  };
}

/** A file as v1 tells it. */
function contentView(confluence: ConfluenceState, page: SimPage, file: SimAttachment) {
  const { id, filename, mediaType, bytes, comment, author, created, version } = file;
  return {
    id,
    type: "attachment",
    status: "current",
    title: filename,
    version: {
      by: { type: "known", accountId: accountId(author) },
      when: created,
      number: version,
      minorEdit: false,
    },
    extensions: { mediaType, fileSize: bytes.byteLength, comment },
    _expandable: { container: `/rest/api/content/${page.id}` },
    _links: { webui: webuiPath(confluence, page, file), download: downloadPath(file) },
  };
}
