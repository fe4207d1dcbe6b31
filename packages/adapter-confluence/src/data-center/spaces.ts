import { pathSegment } from "@pm-orchestrator/adapter-kit";
import type { Asked, Endpoints } from "./asked.js";
import { listed, PAGING } from "./lists.js";
import type { Space } from "./vendor.js";
import { idOf, spaceOf } from "./views.js";

const PATH = "/rest/api/space";

/** Types of spaces that Data Center has, too. */
const TYPES = new Set([undefined, "global", "personal"]);

/** Spaces, whose key stands for their id. */
export const spaceEndpoints: Endpoints = {
  "GET /wiki/api/v2/spaces": {
    takes: ["ids", "keys", "type", "status", ...PAGING],
    async answer(asked) {
      const [type, status] = [asked.value("type"), asked.value("status")];
      if (!TYPES.has(type)) {
        throw asked.refused(`it has no spaces of type ${type}`, ["Ask for global or personal spaces."]);
      }
      const spaceKey = [...asked.values("keys"), ...asked.values("ids")];
      const query = {
        spaceKey: spaceKey.length === 0 ? undefined : spaceKey,
        type,
        status,
        expand: "homepage",
      };
      return listed(asked, { path: PATH, query }, spaceOf);
    },
  },
  "GET /wiki/api/v2/spaces/{id}": {
    answer: async (asked) => spaceOf(await asked.get<Space>(`${PATH}/${asked.part("id")}`, EXPAND)),
  },
};

const EXPAND = { expand: "homepage" };

/** The home page of a space: most often the step has just looked the space up. */
export async function homepageOf(asked: Asked, key: string): Promise<string | undefined> {
  const known = asked.step.cache.peek<{ homepage_id?: string }>("spaces", `id:${key}`)?.homepage_id;
  if (known !== undefined) return known;
  const { homepage } = await asked.get<Space>(`${PATH}/${pathSegment(key)}`, EXPAND);
  return idOf(homepage);
}
