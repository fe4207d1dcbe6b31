import { compact } from "@pm-orchestrator/adapter-kit";
import { versionNotFound } from "../not-found.js";
import type { VendorPage } from "../vendor.js";
import type { Asked, Endpoint, Endpoints } from "./asked.js";
import { CONTENT, contentOf, storageBody, writeNext } from "./content.js";
import { homepageOf } from "./spaces.js";
import type { Content } from "./vendor.js";
import { PAGE_PARTS, pageOf } from "./views.js";

type Type = "page" | "blogpost";

/** Pages and blog posts one by one: both are content, told apart by their type. */
export const pageEndpoints: Endpoints = {
  "GET /wiki/api/v2/pages/{id}": read("page"),
  "GET /wiki/api/v2/blogposts/{id}": read("blogpost"),
  "POST /wiki/api/v2/pages": { answer: (asked) => create(asked, "page") },
  "POST /wiki/api/v2/blogposts": { answer: (asked) => create(asked, "blogpost") },
  "PUT /wiki/api/v2/pages/{id}": { answer: (asked) => update(asked, "page") },
  "PUT /wiki/api/v2/blogposts/{id}": { answer: (asked) => update(asked, "blogpost") },
  "DELETE /wiki/api/v2/pages/{id}": { answer: (asked) => remove(asked, "page") },
  "DELETE /wiki/api/v2/blogposts/{id}": { answer: (asked) => remove(asked, "blogpost") },
};

function read(type: Type): Endpoint {
  return {
    takes: ["body-format", "include-labels", "version"],
    async answer(asked) {
      const expand = [
        ...PAGE_PARTS,
        ...(asked.value("body-format") === undefined ? [] : ["body.storage"]),
        ...(asked.value("include-labels") === "true" ? ["metadata.labels"] : []),
      ];
      const version = asked.value("version");
      const content =
        version === undefined
          ? await contentOf(asked, asked.part("id"), { type, expand })
          : await versionOfPage(asked, { type, expand, version: Number(version) });
      return pageOf(content, asked.step);
    },
  };
}

/**
 * Content as it was. The version of today is not among the historical ones, and which that is only the content itself
 * tells, so that is read first.
 */
export async function versionOfPage(
  asked: Asked,
  { type, expand, version }: { type: Type; expand: readonly string[]; version: number },
): Promise<Content> {
  const id = asked.part("id");
  const current = await contentOf(asked, id, { type, expand });
  if (current.version?.number === version) return current;
  return asked.get<Content>(
    `${CONTENT}/${id}`,
    { status: "historical", version, expand: expand.join(",") },
    { notFound: versionNotFound(decodeURIComponent(id), version) },
  );
}

interface NewContent {
  spaceId?: string;
  status?: string;
  title?: string;
  parentId?: string;
  body?: { value?: string };
}

async function create(asked: Asked, type: Type): Promise<VendorPage> {
  const { spaceId = "", status, title, parentId, body } = asked.body<NewContent>();
  // Without a parent Cloud puts a page under the home page; Data Center would put it beside.
  const parent = type === "blogpost" ? undefined : (parentId ?? (await homepageOf(asked, spaceId)));
  const made = await asked.send<Content>({
    method: "POST",
    path: CONTENT,
    query: { status: status === "draft" ? status : undefined, expand: PAGE_PARTS.join(",") },
    body: compact({
      type,
      status,
      title,
      space: { key: spaceId },
      ancestors: parent === undefined ? undefined : [{ id: parent }],
      body: storageBody(body?.value ?? ""),
    }),
  });
  return pageOf(made, asked.step);
}

interface ChangedContent {
  status?: string;
  title?: string;
  body?: { value?: string };
  version?: { number?: number; message?: string };
}

/** Where it stands is not said, and so stays as it is. */
async function update(asked: Asked, type: Type): Promise<VendorPage> {
  const { status, title, body, version } = asked.body<ChangedContent>();
  const id = asked.part("id");
  const written = await writeNext(asked, id, {
    body: {
      id: decodeURIComponent(id),
      type,
      status,
      title,
      version,
      ...(body?.value === undefined ? {} : { body: storageBody(body.value) }),
    },
    expand: PAGE_PARTS,
  });
  return pageOf(written, asked.step);
}

/** By its id anything would go, a blog post or a comment too: what it is is looked at first. */
async function remove(asked: Asked, type: Type): Promise<undefined> {
  const id = asked.part("id");
  await contentOf(asked, id, { type, expand: ["version"] });
  await asked.send({ method: "DELETE", path: `${CONTENT}/${id}`, expects: "nothing" });
  return undefined;
}
