import { atlassianSettings } from "@pm-orchestrator/atlassian";
import type { SettingDefinition } from "@pm-orchestrator/core";

/** Those of every Atlassian product, and whose keys are Jira's. */
export const jiraSettings: readonly SettingDefinition[] = [
  ...atlassianSettings("JIRA"),
  {
    name: "project_keys",
    env: "JIRA_PROJECT_KEYS",
    summary:
      "Keys of its projects, separated by commas, e.g. TRAIN,OPS: TRAIN-1 is then known to be an issue of Jira and not of Linear",
    simulated: "TRAIN,OPS",
  },
];
