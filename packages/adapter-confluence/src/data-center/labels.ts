import type { VendorLabel } from "../vendor.js";
import type { Endpoints } from "./asked.js";
import { CONTENT } from "./content.js";
import { listed, PAGING } from "./lists.js";

/** Labels: the same as in Cloud's first version, at another path. */
export const labelEndpoints: Endpoints = {
  "GET /wiki/api/v2/pages/{id}/labels": {
    takes: PAGING,
    answer: (asked) =>
      listed(asked, { path: `${CONTENT}/${asked.part("id")}/label` }, (label: VendorLabel) => label),
  },
  "POST /wiki/rest/api/content/{id}/label": {
    answer: (asked) =>
      asked.send({
        method: "POST",
        path: `${CONTENT}/${asked.part("id")}/label`,
        body: asked.call.body,
      }),
  },
  "DELETE /wiki/rest/api/content/{id}/label": {
    takes: ["name"],
    answer: (asked) =>
      asked.send({
        method: "DELETE",
        path: `${CONTENT}/${asked.part("id")}/label`,
        query: { name: asked.value("name") },
        expects: "nothing",
      }),
  },
};
