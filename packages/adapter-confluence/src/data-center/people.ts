import { pathSegment } from "@pm-orchestrator/adapter-kit";
import type { VendorGroup, VendorUser } from "../vendor.js";
import type { Endpoints } from "./asked.js";
import { unlessMissing } from "./content.js";
import { SEARCH } from "./search.js";
import type { List, User } from "./vendor.js";
import { userOf } from "./views.js";

const GROUP = "/rest/api/group";
const USER = "/rest/api/user";

/** People, whose user key stands for the account id. */
export const peopleEndpoints: Endpoints = {
  "GET /wiki/rest/api/user/current": {
    answer: async (asked) => userOf(await asked.get<User>(`${USER}/current`)),
  },

  /** One by one. Hardly ever asked for: answers name their people in full. */
  "POST /wiki/api/v2/users-bulk": {
    async answer(asked): Promise<{ results: VendorUser[] }> {
      const { accountIds = [] } = asked.body<{ accountIds?: string[] }>();
      const found = await Promise.all(
        accountIds.map((key) => unlessMissing((told) => asked.get<User>(USER, { key }, told))),
      );
      return { results: found.flatMap((user) => (user === undefined ? [] : [userOf(user)])) };
    },
  },

  /** By its whole name, which stands for its id: there is no search for groups. */
  "GET /wiki/rest/api/group/picker": {
    takes: ["query", "limit", "start"],
    async answer(asked): Promise<{ results: VendorGroup[] }> {
      const path = `${GROUP}/${pathSegment(asked.value("query") ?? "")}`;
      const group = await unlessMissing((told) => asked.get<VendorGroup>(path, {}, told));
      const { name } = group ?? {};
      return { results: name === undefined ? [] : [{ id: name, name }] };
    },
  },

  "GET /wiki/rest/api/search/user": {
    takes: ["cql", "start", "limit"],
    async answer(asked) {
      const { results = [], ...list } = await asked.get<List<{ user?: User }>>(SEARCH, {
        cql: asked.value("cql"),
        start: asked.value("start"),
        limit: asked.value("limit"),
      });
      return {
        ...list,
        results: results.map(({ user }) => (user === undefined ? {} : { user: userOf(user) })),
      };
    },
  },
};
