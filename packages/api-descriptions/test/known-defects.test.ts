import { describe, expect, it } from "vitest";
import { APIS, type Api, whereToLook, witnessProblems } from "../src/index.js";

const all = [...APIS.values()].flatMap((api) => api.defects.map((defect) => ({ api, ...defect })));
const checkable = all.filter(({ api }) => api.missing().length === 0);
const absent = [...new Set(all.filter((entry) => !checkable.includes(entry)).map(({ api }) => api))];
for (const api of absent) {
  console.warn(`SKIPPED ${api.defects.length} known defects of ${api.title}: ${whereToLook(api)}.`);
}

describe("every known defect", () => {
  it.each([...APIS.values()])("of $title has a name of its own, and a reason", ({ defects }: Api) => {
    expect(new Set(defects.map(({ id }) => id)).size).toBe(defects.length);
    for (const { id, reason } of defects) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(reason.length).toBeGreaterThan(30);
    }
  });

  it.each(checkable)("of $api.title is corrected: $id", async ({ api, witness }) => {
    expect(witnessProblems(await api.description(), witness)).toEqual([]);
  });

  // When the vendor mends its description this turns red: take the entry out.
  it.each(checkable)("of $api.title is still needed: $id", async ({ api, id, witness }) => {
    expect(witnessProblems(await api.descriptionWithout(id), witness)).not.toEqual([]);
  });
});
