import { expect, it } from "vitest";
import { simulatedJira } from "../bench.js";

it("get_cross_project_dependencies shows links that lead out of the project", async () => {
  const jira = simulatedJira();
  const answer = await jira.run("get_cross_project_dependencies", { project: "TRAIN" });
  expect(answer).toMatchObject({
    dependencies: [
      {
        from: { key: "TRAIN-140" },
        relation: "is blocked by",
        to: { key: "OPS-3", summary: expect.any(String), status: expect.any(String) },
        to_project: "OPS",
        link_id: expect.any(String),
      },
    ],
    page: { complete: true },
  });
  expect(await jira.sent.at(-1)?.json()).toMatchObject({
    jql: expect.stringContaining('issueLinkType in ("blocks", "is blocked by", "duplicates"'),
  });
});

it.each([
  ["OPS", ["Blocks"], 1],
  ["OPS", ["duplicates"], 0],
])("get_cross_project_dependencies of %s takes only %j", async (project, link_types, count) => {
  const answer = await simulatedJira().run("get_cross_project_dependencies", { project, link_types });
  expect((answer as { dependencies: unknown[] }).dependencies).toHaveLength(count);
});

it("get_cross_project_dependencies pages through issues with links, of a project by its name", async () => {
  const jira = simulatedJira();
  const found: unknown[] = [];
  let token: string | undefined;
  do {
    const answer = (await jira.run("get_cross_project_dependencies", {
      project: "train platform",
      limit: 1,
      ...(token === undefined ? {} : { page_token: token }),
    })) as { dependencies: unknown[]; page: { next?: string } };
    found.push(...answer.dependencies);
    token = answer.page.next;
  } while (token !== undefined);
  expect(found).toMatchObject([{ from: { key: "TRAIN-140" } }]);
});
