import type { VendorConnection, VendorMilestone, VendorPayload } from "../vendor-planning.js";
import { mutation, query } from "./document.js";
import { MILESTONE, PAGE } from "./fields.js";

export const LIST_MILESTONES = query<{ projectMilestones?: VendorConnection<VendorMilestone> }>(`
  query ListMilestones($filter: ProjectMilestoneFilter!, $first: Int!, $after: String) {
    projectMilestones(filter: $filter, first: $first, after: $after) {
      nodes { ${MILESTONE} }
      ${PAGE}
    }
  }
`);

type MilestonePayload = VendorPayload & { projectMilestone?: VendorMilestone | null };

export const CREATE_MILESTONE = mutation<{ projectMilestoneCreate?: MilestonePayload }>(`
  mutation CreateMilestone($input: ProjectMilestoneCreateInput!) {
    projectMilestoneCreate(input: $input) {
      success
      projectMilestone { ${MILESTONE} }
    }
  }
`);

export const UPDATE_MILESTONE = mutation<{ projectMilestoneUpdate?: MilestonePayload }>(`
  mutation UpdateMilestone($id: String!, $input: ProjectMilestoneUpdateInput!) {
    projectMilestoneUpdate(id: $id, input: $input) {
      success
      projectMilestone { ${MILESTONE} }
    }
  }
`);
