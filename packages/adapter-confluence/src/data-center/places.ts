import { compact, pathSegment } from "@pm-orchestrator/adapter-kit";
import type { Asked, Endpoints } from "./asked.js";
import { contentOf, storageBody, writeNext } from "./content.js";
import { idOf } from "./views.js";

/** Moving pages: a page goes below another by a next version of it that names the other as its parent. */
export const placeEndpoints: Endpoints = {
  "PUT /wiki/rest/api/content/{id}/move/{position}/{target}": { answer: move },
};

async function move(asked: Asked) {
  const position = asked.part("position");
  if (position !== "append") {
    throw asked.refused(`it moves pages below another, not ${position} it`, [
      "Leave position out, and arrange the pages in the browser.",
    ]);
  }
  const [id, target] = [asked.part("id"), asked.part("target")];
  const [page, parent] = await Promise.all([
    contentOf(asked, id, { type: "page", expand: ["space", "version", "ancestors", "body.storage"] }),
    contentOf(asked, target, { type: "page", expand: ["space"] }),
  ]);
  if (page.space?.key !== parent.space?.key) {
    throw asked.refused(
      `it moves pages within a space, not from ${page.space?.key} to ${parent.space?.key}`,
      ["Move the page in the browser, or create it there with create_page."],
    );
  }
  // It is there already: to write it once more would only give it a version without a change.
  if (idOf(page.ancestors?.at(-1)) === idOf(parent)) return { pageId: idOf(page) };
  const value = page.body?.storage?.value;
  await writeNext(asked, pathSegment(idOf(page) ?? ""), {
    body: compact({
      id: idOf(page),
      type: "page",
      title: page.title,
      ancestors: [{ id: idOf(parent) }],
      version: { number: (page.version?.number ?? 0) + 1 },
      // It goes back byte by byte: some versions take a page without a body for an empty one.
      body: value === undefined ? undefined : storageBody(value),
    }),
  });
  return { pageId: idOf(page) };
}
