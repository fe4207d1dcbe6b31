import { connection, filtered, type ListArgs } from "../connections.js";
import { statusFacts, teamFacts } from "../facts.js";
import { byId, type LinearState } from "../state.js";
import type { Views } from "../views/index.js";
import { required } from "./writing.js";

/** Teams and their statuses. */
export function teamsRoot(linear: LinearState, views: Views) {
  return {
    team: ({ id }: { id: string }) => views.team(required(byId(linear.teams, id), "Team")),
    teams: (args: ListArgs) => connection(filtered(linear.teams, args, teamFacts), args, views.team),
    workflowState: ({ id }: { id: string }) =>
      views.status(required(byId(linear.statuses, id), "WorkflowState")),
    workflowStates: (args: ListArgs) =>
      connection(filtered(linear.statuses, args, statusFacts), args, views.status),
  };
}
