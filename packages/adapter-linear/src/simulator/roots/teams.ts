import { connection } from "../connections.js";
import { statusFacts, teamFacts } from "../facts.js";
import { fits } from "../filtering.js";
import { entityNotFound } from "../problems.js";
import { byId, type LinearState } from "../state.js";
import type { ListArgs, Views } from "../views.js";

/** Teams and their statuses. */
export function teamsRoot(linear: LinearState, views: Views) {
  return {
    team({ id }: { id: string }) {
      const team = byId(linear.teams, id);
      if (team === undefined) throw entityNotFound("Team");
      return views.team(team);
    },
    teams: (args: ListArgs) =>
      connection(
        linear.teams.filter((team) => fits(teamFacts(team), args.filter)),
        args,
        views.team,
      ),

    workflowState({ id }: { id: string }) {
      const status = byId(linear.statuses, id);
      if (status === undefined) throw entityNotFound("WorkflowState");
      return views.status(status);
    },
    workflowStates: (args: ListArgs) =>
      connection(
        linear.statuses.filter((status) => fits(statusFacts(status), args.filter)),
        args,
        views.status,
      ),
  };
}
