import type { VendorConnection, VendorLabel, VendorPayload } from "../vendor.js";
import { mutation, query } from "./document.js";
import { LABEL, PAGE } from "./fields.js";

/** Labels, groups included; with a filter those that an issue of a team can bear. */
export const TEAM_LABELS = query<{ issueLabels?: VendorConnection<VendorLabel> }>(`
  query TeamLabels($filter: IssueLabelFilter, $after: String) {
    issueLabels(filter: $filter, first: 250, after: $after) {
      nodes { ${LABEL} }
      ${PAGE}
    }
  }
`);

export const LIST_PROJECT_LABELS = query<{ projectLabels?: VendorConnection<VendorLabel> }>(`
  query ListProjectLabels($filter: ProjectLabelFilter, $first: Int!, $after: String) {
    projectLabels(filter: $filter, first: $first, after: $after) {
      nodes { id name color description isGroup parent { name } }
      ${PAGE}
    }
  }
`);

type LabelPayload = VendorPayload & { issueLabel?: VendorLabel | null };

export const CREATE_LABEL = mutation<{ issueLabelCreate?: LabelPayload }>(`
  mutation CreateLabel($input: IssueLabelCreateInput!) {
    issueLabelCreate(input: $input) {
      success
      issueLabel { ${LABEL} }
    }
  }
`);

export const UPDATE_LABEL = mutation<{ issueLabelUpdate?: LabelPayload }>(`
  mutation UpdateLabel($id: String!, $input: IssueLabelUpdateInput!) {
    issueLabelUpdate(id: $id, input: $input) {
      success
      issueLabel { ${LABEL} }
    }
  }
`);

export const DELETE_LABEL = mutation<{ issueLabelDelete?: VendorPayload }>(`
  mutation DeleteLabel($id: String!) {
    issueLabelDelete(id: $id) { success }
  }
`);
