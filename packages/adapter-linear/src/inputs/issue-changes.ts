import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { linearErrors } from "../errors.js";
import { name } from "../schemas.js";
import { issueParams } from "./issue.js";

const { state, assignee, project, milestone, cycle, delegate, parent, priority, estimate, due_date } =
  issueParams;

/** What can be changed of an issue that is there: everything is optional, null clears. */
export const changeParams = {
  state: state.optional(),
  labels: z.array(name).optional().describe("replaces all labels: better add_labels, remove_labels"),
  add_labels: z.array(name).optional(),
  remove_labels: z.array(name).optional(),
  assignee: assignee.nullable().optional(),
  project: project.nullable().optional(),
  milestone: milestone.nullable().optional(),
  cycle: cycle.nullable().optional(),
  delegate: delegate.nullable().optional(),
  parent: parent.nullable().optional(),
  priority: priority.optional(),
  estimate: estimate.nullable().optional(),
  due_date: due_date.nullable().optional(),
};

/** Labels that replace all others leave nothing to add to or to remove from. */
export function refuseBothLabels(
  fields: {
    labels?: string[] | undefined;
    add_labels?: string[] | undefined;
    remove_labels?: string[] | undefined;
  },
  linear: LinearClient,
): void {
  const { labels, add_labels, remove_labels } = fields;
  if (labels === undefined || (add_labels === undefined && remove_labels === undefined)) return;
  throw linearErrors.create("INVALID_INPUT", {
    message: "labels replaces all labels, so it contradicts add_labels and remove_labels.",
    system: linear.step.system,
    suggestions: ["Give either labels, or add_labels and remove_labels."],
  });
}
