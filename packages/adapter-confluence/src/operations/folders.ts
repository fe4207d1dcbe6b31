import { changedFields, compact, isGone, pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { utcInstant } from "@pm-orchestrator/atlassian";
import { z } from "@pm-orchestrator/core/zod";
import type { ConfluenceClient } from "../client.js";
import { pageFrom } from "../lookups/pages.js";
import { resolveSpace, spaceById } from "../lookups/spaces.js";
import { namePeople } from "../lookups/users.js";
import { contentNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { numericId, person, spaceAliases, spaceName } from "../schemas.js";

const SPACE_ENDPOINTS = ["GET /wiki/api/v2/spaces", "GET /wiki/api/v2/spaces/{id}"];

const details = z.object({
  id: z.string(),
  title: z.string(),
  space: z.string().describe("key"),
  parent_id: z.string().optional(),
  author: person.optional(),
  created: z.string().optional(),
  url: z.string(),
});

const newContent = {
  space: spaceName,
  title: z.string().min(1).max(255),
  parent_id: numericId.optional().describe("id of what it stands under; default the top of the space"),
};

/** What stands in the tree of pages and has no text: v2 treats all of it alike, each at a path of its own. */
interface Kind {
  /** As people call it. */
  name: "folder" | "whiteboard";
  path: "folders" | "whiteboards";
}

const FOLDER: Kind = { name: "folder", path: "folders" };
const WHITEBOARD: Kind = { name: "whiteboard", path: "whiteboards" };

const folderId = z.strictObject({ folder_id: numericId.describe("id of the folder") });
const whiteboardId = z.strictObject({ whiteboard_id: numericId.describe("id of the whiteboard") });

export const getFolder = operation({
  summary: "One folder; what stands in it get_page_children tells",
  effect: "read",
  retry: "natural",
  params: folderId,
  aliases: { id: "folder_id", folderId: "folder_id" },
  result: details,
  caches: ["spaces", "users"],
  limits: ["requests", "quota"],
  upstream: ["GET /wiki/api/v2/folders/{id}", "GET /wiki/api/v2/spaces/{id}", "POST /wiki/api/v2/users-bulk"],
  expectedCalls: 3,
  expectedMs: 500,
  example: { folder_id: "110432" },
  run: ({ folder_id }, confluence) => read(FOLDER, folder_id, confluence),
});

export const createFolder = operation({
  summary: "Creates a folder in the tree of a space",
  effect: "write",
  // No list of Confluence's tells at once what has come into a space: its search lags behind.
  retry: "none",
  params: z.strictObject(newContent),
  aliases: { ...spaceAliases, parentId: "parent_id" },
  result: receiptSchema,
  caches: ["spaces"],
  invalidates: ["page_trees"],
  limits: ["requests", "quota"],
  upstream: ["POST /wiki/api/v2/folders", ...SPACE_ENDPOINTS],
  expectedCalls: 2,
  expectedMs: 700,
  example: { space: "TECH", title: "Decisions" },
  run: (params, confluence) => create(FOLDER, params, confluence),
});

export const deleteFolder = operation({
  summary: "Moves a folder to the trash of its space",
  effect: "destructive",
  retry: "natural",
  params: folderId,
  aliases: { id: "folder_id", folderId: "folder_id" },
  result: receiptSchema,
  invalidates: ["page_trees"],
  limits: ["requests", "quota"],
  upstream: ["DELETE /wiki/api/v2/folders/{id}"],
  expectedMs: 500,
  example: { folder_id: "110432" },
  run: ({ folder_id }, confluence) => remove(FOLDER, folder_id, confluence),
});

export const getWhiteboard = operation({
  summary: "What a whiteboard is and where; what is drawn on it the API does not tell",
  effect: "read",
  retry: "natural",
  params: whiteboardId,
  aliases: { id: "whiteboard_id", whiteboardId: "whiteboard_id" },
  result: details,
  caches: ["spaces", "users"],
  limits: ["requests", "quota"],
  upstream: [
    "GET /wiki/api/v2/whiteboards/{id}",
    "GET /wiki/api/v2/spaces/{id}",
    "POST /wiki/api/v2/users-bulk",
  ],
  expectedCalls: 3,
  expectedMs: 500,
  example: { whiteboard_id: "110656" },
  run: ({ whiteboard_id }, confluence) => read(WHITEBOARD, whiteboard_id, confluence),
});

export const createWhiteboard = operation({
  summary: "Creates a whiteboard in the tree of a space, from one of Confluence's templates on request",
  effect: "write",
  // As create_folder.
  retry: "none",
  params: z.strictObject({
    ...newContent,
    template: z.string().min(1).optional().describe("key of a template, such as kanban-board or retro"),
  }),
  aliases: { ...spaceAliases, parentId: "parent_id", template_key: "template", templateKey: "template" },
  result: receiptSchema,
  caches: ["spaces"],
  invalidates: ["page_trees"],
  limits: ["requests", "quota"],
  upstream: ["POST /wiki/api/v2/whiteboards", ...SPACE_ENDPOINTS],
  expectedCalls: 2,
  expectedMs: 700,
  example: { space: "TECH", title: "Retro, week 48", template: "4ls-retro" },
  run: (params, confluence) => create(WHITEBOARD, params, confluence),
});

export const deleteWhiteboard = operation({
  summary: "Moves a whiteboard to the trash of its space",
  effect: "destructive",
  retry: "natural",
  params: whiteboardId,
  aliases: { id: "whiteboard_id", whiteboardId: "whiteboard_id" },
  result: receiptSchema,
  invalidates: ["page_trees"],
  limits: ["requests", "quota"],
  upstream: ["DELETE /wiki/api/v2/whiteboards/{id}"],
  expectedMs: 500,
  example: { whiteboard_id: "110656" },
  run: ({ whiteboard_id }, confluence) => remove(WHITEBOARD, whiteboard_id, confluence),
});

async function read({ path }: Kind, wanted: string | number, confluence: ConfluenceClient) {
  const id = String(wanted);
  const answer = await confluence.send({
    method: "GET",
    path: `/wiki/api/v2/${path}/${pathSegment(id)}`,
    notFound: contentNotFound(id),
  });
  const found = pageFrom(answer.body, confluence);
  const [home, personOf] = await Promise.all([
    found.spaceId === undefined ? undefined : spaceById(found.spaceId, confluence),
    namePeople([found.authorId], confluence),
  ]);
  return compact({
    id,
    title: found.title ?? "",
    space: home?.key ?? "",
    parent_id: found.parentId ?? undefined,
    author: personOf(found.authorId),
    created: utcInstant(found.createdAt),
    url: confluence.webUrl(found._links),
  });
}

interface NewContent {
  space: string | number;
  title: string;
  parent_id?: string | number | undefined;
  template?: string | undefined;
}

async function create({ name, path }: Kind, params: NewContent, confluence: ConfluenceClient) {
  const { title, parent_id, template } = params;
  const { id: spaceId, key } = await resolveSpace(params.space, confluence);
  const answer = await confluence.send({
    method: "POST",
    path: `/wiki/api/v2/${path}`,
    body: compact({
      spaceId,
      title,
      parentId: parent_id === undefined ? undefined : String(parent_id),
      templateKey: template,
    }),
    notFound:
      parent_id === undefined
        ? { code: "PERMISSION_DENIED", message: `These credentials may not create a ${name} in ${key}.` }
        : {
            code: "CONTENT_NOT_FOUND",
            message: `There is nothing ${parent_id} in ${key} below which these credentials may create a ${name}.`,
            details: { parent_id: String(parent_id), space: key },
          },
  });
  const { id = "", _links } = pageFrom(answer.body, confluence);
  confluence.step.cache.forget("page_trees");
  return { id, url: confluence.webUrl(_links), changed: changedFields({ ...params }) };
}

async function remove({ name, path }: Kind, wanted: string | number, confluence: ConfluenceClient) {
  const id = String(wanted);
  await confluence.send({
    method: "DELETE",
    path: `/wiki/api/v2/${path}/${pathSegment(id)}`,
    expects: "nothing",
    doneWhen: isGone,
    notFound: contentNotFound(id),
  });
  confluence.step.cache.forget("page_trees");
  return { id, url: confluence.webUrl({ webui: `/${name}/${id}` }), changed: ["status"] };
}
