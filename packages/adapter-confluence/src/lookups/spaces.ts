import { compact, matchByName, nearestNames, pathSegment } from "@pm-orchestrator/adapter-kit";
import type { ConfluenceClient } from "../client.js";
import { confluenceErrors } from "../errors.js";
import { spaceNotFound } from "../not-found.js";
import { readAll } from "../paging.js";
import { unlessCurrent } from "../parse.js";
import type { VendorLinks, VendorList, VendorSpace } from "../vendor.js";

/** A space as it is kept in the session cache, and as `get_space` answers it. */
export interface Space {
  id: string;
  key: string;
  name: string;
  type?: string;
  status?: string;
  homepage_id?: string;
  url: string;
}

/** More names than this do not help in an error. */
const MOST_SHOWN = 50;

/** The space that is meant by a key, a name or an id. One call, at most once in a session. */
export async function resolveSpace(wanted: string | number, confluence: ConfluenceClient): Promise<Space> {
  const text = String(wanted).trim();
  if (/^[0-9]+$/.test(text)) return spaceById(text, confluence);
  return confluence.step.cache.get("spaces", `key:${text.toUpperCase()}`, async () =>
    keepSpace(await findSpace(text, confluence), confluence),
  );
}

/** The space of that id, which is how pages name their space. */
export async function spaceById(id: string, confluence: ConfluenceClient): Promise<Space> {
  return confluence.step.cache.get("spaces", `id:${id}`, async () => {
    const answer = await confluence.send({
      method: "GET",
      path: `/wiki/api/v2/spaces/${pathSegment(id)}`,
      notFound: spaceNotFound(id),
    });
    return keepSpace(spaceOf((answer.body ?? {}) as VendorSpace, undefined, confluence), confluence);
  });
}

/** Keeps a space that a list brought along, under both of its names. */
export function rememberSpace(
  vendor: VendorSpace,
  links: VendorLinks | undefined,
  confluence: ConfluenceClient,
): Space {
  return keepSpace(spaceOf(vendor, links, confluence), confluence);
}

/** Only what has just been read is kept: what is kept already would never grow old. */
function keepSpace(space: Space, { step }: ConfluenceClient): Space {
  for (const key of [`key:${space.key.toUpperCase()}`, `id:${space.id}`])
    step.cache.put("spaces", key, space);
  return space;
}

/** By key; when no space has that key, by name among all spaces, which also tells what there is. */
async function findSpace(wanted: string, confluence: ConfluenceClient): Promise<Space> {
  const path = "/wiki/api/v2/spaces";
  if (/^~?[\w:-]+$/.test(wanted)) {
    // Keys are capital letters by custom only, so both spellings are asked for.
    const keys = [...new Set([wanted, wanted.toUpperCase()])].join(",");
    const answer = await confluence.send({ method: "GET", path, query: { keys } });
    const list = (answer.body ?? {}) as VendorList<VendorSpace>;
    const match = matchByName(wanted, list.results ?? [], [({ key }) => key]);
    if (match.kind === "one") return spaceOf(match.found, list._links, confluence);
  }
  const { items, base } = await readAll<VendorSpace>({ method: "GET", path }, confluence);
  const match = matchByName(wanted, items, [({ key }) => key, ({ name }) => name]);
  if (match.kind === "one") return spaceOf(match.found, { base }, confluence);
  const { system } = confluence.step;
  if (match.kind === "many") {
    throw confluenceErrors.create("AMBIGUOUS_MATCH", {
      message: `Several spaces are called "${wanted}".`,
      system,
      details: {
        space: wanted,
        candidates: match.candidates.map(({ id, key, name }) => ({ id, key, name })),
      },
    });
  }
  // Everybody may have a personal space: they are many, and hardly ever meant.
  const shown = items
    .filter(({ type }) => type !== "personal")
    .map(({ key = "", name = "" }) => ({ key, name }));
  const near = nearestNames(
    wanted,
    shown.flatMap(({ key, name }) => [key, name]),
  );
  const { code, message, details } = spaceNotFound(wanted);
  throw confluenceErrors.create(code, {
    message,
    system,
    details: { ...details, available: shown.slice(0, MOST_SHOWN).map(({ key, name }) => `${key} (${name})`) },
    suggestions: near.length === 0 ? [] : [`Did you mean ${near.join(" or ")}?`],
  });
}

function spaceOf(space: VendorSpace, links: VendorLinks | undefined, confluence: ConfluenceClient): Space {
  const { id = "", key = "", name = "", type, status, homepageId } = space;
  const webui = space._links?.webui ?? `/spaces/${encodeURIComponent(key)}`;
  const url = confluence.webUrl({ ...links, ...space._links, webui });
  const homepage_id = homepageId ?? undefined;
  return compact({ id, key, name, type, status: unlessCurrent(status), homepage_id, url });
}
