import type { VendorConnection, VendorNamed, VendorUser } from "../vendor.js";
import { query } from "./document.js";
import { PAGE } from "./fields.js";

/** Also sent without a name in the filter, for an error that tells which projects there are. */
export const FIND_PROJECTS = query<{ projects?: VendorConnection<VendorNamed & { slugId?: string }> }>(`
  query FindProjects($filter: ProjectFilter!) {
    projects(filter: $filter, first: 250) {
      nodes { id name slugId }
      pageInfo { hasNextPage }
    }
  }
`);

const PERSON_DETAILS = "id name displayName email active title timezone url";

/** Also sent without a filter, for an error that tells who there is. */
export const FIND_USERS = query<{ users?: VendorConnection<VendorUser> }>(`
  query FindUsers($filter: UserFilter) {
    users(filter: $filter, first: 250) {
      nodes { ${PERSON_DETAILS} }
      pageInfo { hasNextPage }
    }
  }
`);

export const VIEWER = query<{ viewer?: VendorUser }>(`
  query Viewer {
    viewer { ${PERSON_DETAILS} }
  }
`);

export const LIST_USERS = query<{ users?: VendorConnection<VendorUser> }>(`
  query ListUsers($filter: UserFilter, $first: Int!, $after: String) {
    users(filter: $filter, first: $first, after: $after) {
      nodes { ${PERSON_DETAILS} }
      ${PAGE}
    }
  }
`);

export const TEAM_MEMBERS = query<{ team?: { members?: VendorConnection<VendorUser> } }>(`
  query TeamMembers($id: String!, $filter: UserFilter, $first: Int!, $after: String) {
    team(id: $id) {
      members(filter: $filter, first: $first, after: $after) {
        nodes { ${PERSON_DETAILS} }
        ${PAGE}
      }
    }
  }
`);
