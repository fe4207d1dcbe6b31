import type { VendorConnection, VendorState, VendorTeam } from "../vendor.js";
import { query } from "./document.js";
import { PAGE } from "./fields.js";

/** The few teams that a name can mean, with their statuses: whoever asks for a team mostly needs those next. */
export const FIND_TEAMS = query<{ teams?: VendorConnection<VendorTeam> }>(`
  query FindTeams($filter: TeamFilter!) {
    teams(filter: $filter, first: 20) {
      nodes {
        id
        key
        name
        states(first: 100) {
          nodes { id name type position }
          pageInfo { hasNextPage }
        }
      }
    }
  }
`);

/** Names of teams, for an error that tells which there are. */
export const TEAM_NAMES = query<{ teams?: VendorConnection<VendorTeam> }>(`
  query TeamNames($after: String) {
    teams(first: 250, after: $after) {
      nodes { id key name }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const TEAM_STATUSES = query<{ workflowStates?: VendorConnection<VendorState> }>(`
  query TeamStatuses($filter: WorkflowStateFilter, $after: String) {
    workflowStates(filter: $filter, first: 250, after: $after) {
      nodes { id name type position }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const LIST_TEAMS = query<{ teams?: VendorConnection<VendorTeam> }>(`
  query ListTeams($filter: TeamFilter, $includeArchived: Boolean, $first: Int!, $after: String) {
    teams(filter: $filter, includeArchived: $includeArchived, first: $first, after: $after) {
      nodes { id key name }
      ${PAGE}
    }
  }
`);
