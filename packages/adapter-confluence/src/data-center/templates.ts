import type { Endpoints } from "./asked.js";

const PATH = "/rest/experimental/template";

/** Templates: as in Cloud's first version, at another path, which no public description names. */
export const templateEndpoints: Endpoints = {
  "GET /wiki/rest/api/template/page": {
    takes: ["spaceKey", "start", "limit"],
    answer: (asked) => asked.get(`${PATH}/page`, asked.call.query),
  },
  "GET /wiki/rest/api/template/{id}": {
    takes: ["expand"],
    answer: (asked) => asked.get(`${PATH}/${asked.part("id")}`, asked.call.query),
  },
};
