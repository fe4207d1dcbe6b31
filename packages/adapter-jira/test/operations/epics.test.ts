import { expect, it } from "vitest";
import { simulatedJira } from "../bench.js";

it("get_project_epic_hierarchy shows epics with their issues and sub-tasks", async () => {
  const jira = simulatedJira();
  await jira.run("link_to_epic", { issue_key: "TRAIN-1", epic_key: "TRAIN-100" });
  await jira.run("transition_issue", { issue_key: "TRAIN-123", transition: "Done" });
  const before = jira.calls;
  const answer = await jira.run("get_project_epic_hierarchy", { project: "TRAIN" });
  expect(jira.calls - before).toBe(2);
  expect(await jira.sent.at(-1)?.json()).toMatchObject({ jql: 'parent in ("TRAIN-100") ORDER BY key' });
  expect(answer).toMatchObject({
    epics: [
      {
        key: "TRAIN-100",
        summary: "API security",
        total: 2,
        issues: [
          { key: "TRAIN-1" },
          { key: "TRAIN-123", type: "Story", subtasks: [{ key: "TRAIN-124" }, { key: "TRAIN-125" }] },
        ],
      },
    ],
    page: { complete: true },
  });
  const { epics } = answer as { epics: { done: number; issues: { status: string }[] }[] };
  expect(epics[0]?.done).toBe(epics[0]?.issues.filter(({ status }) => status === "Done").length);
});

it("get_project_epic_hierarchy asks no further where there is no epic", async () => {
  const jira = simulatedJira();
  await expect(jira.run("get_project_epic_hierarchy", { project: "OPS" })).resolves.toEqual({
    epics: [],
    page: { complete: true },
  });
  expect(jira.calls).toBe(1);
});

it("get_project_epic_hierarchy pages through the epics, of a project by its name", async () => {
  const jira = simulatedJira();
  await jira.run("create_issue", { project: "TRAIN", issue_type: "Epic", summary: "Offline tickets" });
  const asked = { project: "train platform", limit: 1 };
  const first = (await jira.run("get_project_epic_hierarchy", asked)) as { page: { next: string } };
  expect(first).toMatchObject({ epics: [{ key: "TRAIN-100" }], page: { complete: false } });
  await expect(
    jira.run("get_project_epic_hierarchy", { ...asked, page_token: first.page.next }),
  ).resolves.toMatchObject({
    epics: [{ summary: "Offline tickets", total: 0, done: 0, issues: [] }],
    page: { complete: true },
  });
});
