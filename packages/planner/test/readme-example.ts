import { createPlan } from "../src/index.js";
import { planToMermaid } from "../src/pictures/index.js";
import { createScheduler } from "../src/scheduler/index.js";

const { plan, defects } = createPlan([
  { id: "issue", system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } },
  { id: "docs", system: "confluence", operation: "search_pages", params: { query: "authentication" } },
  {
    id: "copy",
    system: "linear",
    operation: "create_issue",
    params: { title: "${{ steps.issue.data.summary }}" },
  },
]);
if (plan === undefined) throw new AggregateError(defects);

export const phases = plan.phases; // [["issue", "docs"], ["copy"]]
export const picture = planToMermaid(plan);

const scheduler = createScheduler({ steps: plan.steps, caps: { perSystem: 4 } });
export const started = scheduler.start(); // ["issue", "docs"]
export const { skipped } = scheduler.finish("issue", "failed"); // [{ id: "copy", because: "issue" }]
