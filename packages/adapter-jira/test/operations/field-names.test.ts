import { expect, it } from "vitest";
import { answering } from "../bench.js";

it("a wrong name among hundreds of fields names the nearest, and not all of them", async () => {
  const fields = Array.from({ length: 300 }, (_, index) => ({
    id: `customfield_${index}`,
    key: `customfield_${index}`,
    name: index === 299 ? "Customer impact" : `Field ${index}`,
    custom: true,
  }));
  const jira = answering(() => Response.json(fields));
  await expect(
    jira.run("get_issue", { issue_key: "TRAIN-1", fields: ["Customer impcat"] }),
  ).rejects.toMatchObject({
    number: 2008,
    details: { available: { length: 50 }, available_total: 300 },
    suggestions: expect.arrayContaining([expect.stringContaining("Customer impact")]),
  });
  await expect(jira.run("get_issue", { issue_key: "TRAIN-1", fields: ["Zzz"] })).rejects.toMatchObject({
    suggestions: expect.arrayContaining([expect.stringMatching(/ and 250 more\.$/)]),
  });
});
