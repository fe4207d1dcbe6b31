import type { VendorConnection, VendorPayload, VendorProject } from "../vendor-planning.js";
import { mutation, query } from "./document.js";
import { PAGE, PERSON } from "./fields.js";

const PROJECT_IN_LIST = `
  id
  name
  status { name type }
  health
  lead { name }
  targetDate
  progress
  updatedAt
  url`;

export const GET_PROJECT = query<{ project?: VendorProject }>(`
  query GetProject($id: String!, $milestones: Boolean!, $members: Boolean!) {
    project(id: $id) {
      id
      name
      slugId
      description
      content
      status { name type }
      health
      priority
      priorityLabel
      progress
      startDate
      targetDate
      lead { ${PERSON} }
      teams(first: 50) { nodes { id key name } pageInfo { hasNextPage } }
      labels(first: 50) { nodes { name } pageInfo { hasNextPage } }
      members(first: 100) @include(if: $members) {
        nodes { ${PERSON} }
        pageInfo { hasNextPage }
      }
      projectMilestones(first: 100) @include(if: $milestones) {
        nodes { id name targetDate status progress }
        pageInfo { hasNextPage }
      }
      createdAt
      updatedAt
      url
    }
  }
`);

export const LIST_PROJECTS = query<{ projects?: VendorConnection<VendorProject> }>(`
  query ListProjects($filter: ProjectFilter, $includeArchived: Boolean, $first: Int!, $after: String) {
    projects(filter: $filter, includeArchived: $includeArchived, first: $first, after: $after) {
      nodes { ${PROJECT_IN_LIST} }
      ${PAGE}
    }
  }
`);

/** What projects can be: the same for the whole workspace. */
export const PROJECT_STATUSES = query<{
  projectStatuses?: VendorConnection<NonNullable<VendorProject["status"]>>;
}>(`
  query ProjectStatuses($after: String) {
    projectStatuses(first: 250, after: $after) {
      nodes { id name type }
      ${PAGE}
    }
  }
`);

type ProjectPayload = VendorPayload & { project?: VendorProject | null };

export const CREATE_PROJECT = mutation<{ projectCreate?: ProjectPayload }>(`
  mutation CreateProject($input: ProjectCreateInput!) {
    projectCreate(input: $input) {
      success
      project { id url }
    }
  }
`);

export const UPDATE_PROJECT = mutation<{ projectUpdate?: ProjectPayload }>(`
  mutation UpdateProject($id: String!, $input: ProjectUpdateInput!) {
    projectUpdate(id: $id, input: $input) {
      success
      project { id url }
    }
  }
`);
