import type { VendorConnection, VendorLabel, VendorNamed, VendorUser } from "../vendor.js";
import { query } from "./document.js";

/** Labels that an issue of a team can bear: the team's own and the workspace's. */
export const TEAM_LABELS = query<{ issueLabels?: VendorConnection<VendorLabel> }>(`
  query TeamLabels($teamId: ID!, $after: String) {
    issueLabels(
      filter: { or: [{ team: { null: true } }, { team: { id: { eq: $teamId } } }] }
      first: 250
      after: $after
    ) {
      nodes { id name isGroup parent { name } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

/** Also sent without a name in the filter, for an error that tells which projects there are. */
export const FIND_PROJECTS = query<{ projects?: VendorConnection<VendorNamed> }>(`
  query FindProjects($filter: ProjectFilter!) {
    projects(filter: $filter, first: 250) {
      nodes { id name }
      pageInfo { hasNextPage }
    }
  }
`);

/** Also sent without a filter, for an error that tells who there is. */
export const FIND_USERS = query<{ users?: VendorConnection<VendorUser> }>(`
  query FindUsers($filter: UserFilter) {
    users(filter: $filter, first: 250) {
      nodes { id name displayName email }
      pageInfo { hasNextPage }
    }
  }
`);

export const VIEWER = query<{ viewer?: VendorUser }>(`
  query Viewer {
    viewer { id name displayName email }
  }
`);
