import { compact } from "@pm-orchestrator/adapter-kit";
import type { VendorList, VendorVersion } from "../vendor.js";
import type { Asked, Endpoints } from "./asked.js";
import { CONTENT, contentOf, storageBody, unlessMissing, writeNext } from "./content.js";
import { listed, PAGING, startOf } from "./lists.js";
import { versionOfPage } from "./pages.js";
import type { Content, Version } from "./vendor.js";
import { rememberPeople, versionOf } from "./views.js";

/** Versions of pages, and bringing an old one back. */
export const historyEndpoints: Endpoints = {
  "GET /wiki/api/v2/pages/{id}/versions": { takes: ["sort", ...PAGING], answer: versions },
  "POST /wiki/rest/api/content/{id}/version": { answer: restore },
};

/**
 * The newest first, which is the only order there is. The list stands at a path that no description names, and perhaps
 * not every version has: then the versions are read one by one.
 */
async function versions(asked: Asked): Promise<VendorList<VendorVersion>> {
  if (asked.value("sort") !== "-modified-date") throw asked.refused("it tells the newest versions first");
  const path = `/rest/experimental/content/${asked.part("id")}/version`;
  const view = (version: Version) => {
    rememberPeople([version.by], asked.step);
    return versionOf(version);
  };
  const part = await unlessMissing((told) => listed(asked, { path, told }, view));
  if (part !== undefined) return part;
  const { items, next } = await readOneByOne(asked);
  return { results: items.map(view), _links: next === undefined ? {} : { next: `?cursor=${next}` } };
}

async function readOneByOne(asked: Asked): Promise<{ items: Version[]; next: number | undefined }> {
  const id = asked.part("id");
  const current = await contentOf(asked, id, { type: "page", expand: ["version"] });
  const newest = current.version?.number ?? 1;
  const start = startOf(asked) ?? 0;
  const end = Math.min(start + Number(asked.value("limit") ?? 25), newest);
  const numbers = Array.from({ length: Math.max(0, end - start) }, (_, index) => newest - start - index);
  const read = await Promise.all(
    numbers.map((version) =>
      version === newest
        ? current
        : unlessMissing((told) =>
            asked.get<Content>(
              `${CONTENT}/${id}`,
              { status: "historical", version, expand: "version" },
              told,
            ),
          ),
    ),
  );
  // Versions that somebody deleted are missing; the number is the one that was asked for.
  const items = read.flatMap((content, index) =>
    content === undefined ? [] : [{ ...content.version, ...compact({ number: numbers[index] }) }],
  );
  return { items, next: end < newest ? end : undefined };
}

interface Restore {
  params?: { versionNumber?: number; message?: string; restoreTitle?: boolean };
}

/** The old text as the next version. */
async function restore(asked: Asked): Promise<VendorVersion> {
  const { versionNumber = 0, message, restoreTitle } = asked.body<Restore>().params ?? {};
  const id = asked.part("id");
  const expand = ["version", "body.storage"];
  const old = await versionOfPage(asked, { type: "page", expand, version: versionNumber });
  const current = await contentOf(asked, id, { type: "page", expand: ["version"] });
  const value = old.body?.storage?.value;
  if (value === undefined) throw asked.refused(`version ${versionNumber} came without its text`);
  const written = await writeNext(asked, id, {
    body: {
      id: decodeURIComponent(id),
      type: "page",
      title: restoreTitle === true ? old.title : current.title,
      version: compact({ number: (current.version?.number ?? 0) + 1, message }),
      body: storageBody(value),
    },
    expand: ["version"],
    // Of Cloud a 400 says that the version is not there; here it has just been read.
    readFailure: () => undefined,
  });
  return versionOf(written.version ?? {});
}
