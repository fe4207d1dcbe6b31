import { expect, it } from "vitest";
import { simulatedJira } from "../bench.js";

const task = { project: "train", issue_type: "Task", summary: "Rotate keys" };

it.each([
  ["create_issue", task, { key: "TRAIN-401" }],
  ["batch_create_issues", { issues: [task] }, { created: [{ key: "TRAIN-401" }] }],
  [
    "get_project_issues",
    { project: "train", limit: 1 },
    { issues: [{ key: expect.stringMatching(/^TRAIN-/) }] },
  ],
  ["get_project_epic_hierarchy", { project: "train" }, { epics: [{ key: "TRAIN-100" }] }],
  ["get_cross_project_dependencies", { project: "train" }, { dependencies: [{ to_project: "OPS" }] }],
])("%s takes the key of a project in whatever case", async (name, params, expected) => {
  await expect(simulatedJira().run(name, params)).resolves.toMatchObject(expected);
});
