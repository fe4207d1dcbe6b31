import { pathSegment } from "@pm-orchestrator/adapter-kit";
import type { Asked, Endpoints } from "./asked.js";
import { CONTENT, contentOf } from "./content.js";
import { listed, PAGING } from "./lists.js";
import type { Content, List } from "./vendor.js";
import { attachmentOf, idOf } from "./views.js";

const EXPAND = ["version", "container"];

/** Files: content of their own type, with the bytes at a path of the site. */
export const attachmentEndpoints: Endpoints = {
  "GET /wiki/api/v2/pages/{id}/attachments": {
    takes: ["filename", "mediaType", "status", ...PAGING],
    async answer(asked) {
      if (asked.values("status").some((status) => status !== "current")) {
        throw asked.refused("it lists current files only");
      }
      const query = {
        filename: asked.value("filename"),
        mediaType: asked.value("mediaType"),
        expand: EXPAND.join(","),
      };
      const page = decodeURIComponent(asked.part("id"));
      return listed(asked, { path: filesOf(asked.part("id")), query }, (file: Content) =>
        seen(asked, file, page),
      );
    },
  },
  "GET /wiki/api/v2/attachments/{id}": {
    answer: async (asked) => seen(asked, await load(asked, asked.part("id"))),
  },
  "DELETE /wiki/api/v2/attachments/{id}": { answer: remove },
  "GET /wiki/rest/api/content/{id}/child/attachment/{file}/download": { answer: download },
  "PUT /wiki/rest/api/content/{id}/child/attachment": { answer: upload },
};

const filesOf = (page: string) => `${CONTENT}/${page}/child/attachment`;

function load(asked: Asked, id: string): Promise<Content> {
  return contentOf(asked, id, { type: "attachment", expand: EXPAND });
}

function seen(asked: Asked, file: Content, page?: string) {
  asked.seen.set(idOf(file) ?? "", file);
  return attachmentOf(file, asked.step, page);
}

/** Cloud wants the number alone; here the id is whatever the file was read by, with `att` or without. */
async function remove(asked: Asked): Promise<undefined> {
  const number = asked.part("id");
  const known = [`att${number}`, number].find((id) => asked.seen.has(id));
  const id = known ?? idOf(await load(asked, number)) ?? number;
  await asked.send({ method: "DELETE", path: `${CONTENT}/${pathSegment(id)}`, expects: "nothing" });
  return undefined;
}

/**
 * The bytes lie below the page, by the file's name: at a path of the site, which the API's description does not know. The
 * address is made here: none that an answer gives is followed.
 */
async function download(asked: Asked): Promise<unknown> {
  const id = decodeURIComponent(asked.part("file"));
  const { title = "" } = asked.seen.get(id) ?? (await load(asked, asked.part("file")));
  const { expects = "bytes", largestBytes } = asked.call;
  return asked.send({
    method: "GET",
    path: `/download/attachments/${asked.part("id")}/${pathSegment(title)}`,
    expects,
    ...(largestBytes === undefined ? {} : { largestBytes }),
  });
}

/** Cloud finds out by itself whether the page has a file of that name; here a new one and a new version are two calls. */
async function upload(asked: Asked) {
  const { multipart, headers } = asked.call;
  const file = multipart?.get("file");
  const filename = file instanceof File ? file.name : "";
  const path = filesOf(asked.part("id"));
  const { results = [] } = await asked.get<List<Content>>(path, { filename });
  const same = results.find(({ title }) => title === filename);
  const made = await asked.send<List<Content> & Content>({
    method: "POST",
    path: same === undefined ? path : `${path}/${pathSegment(idOf(same) ?? "")}/data`,
    ...(multipart === undefined ? {} : { multipart }),
    ...(headers === undefined ? {} : { headers }),
  });
  // A new file comes in a list, a new version alone.
  return made.results === undefined ? { results: [made], _links: made._links } : made;
}
