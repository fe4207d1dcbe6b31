import type {
  VendorConnection,
  VendorInitiative,
  VendorPayload,
  VendorStatusUpdate,
} from "../vendor-planning.js";
import { mutation, query } from "./document.js";
import { PAGE, PERSON } from "./fields.js";

export const LIST_INITIATIVES = query<{ initiatives?: VendorConnection<VendorInitiative> }>(`
  query ListInitiatives($filter: InitiativeFilter, $first: Int!, $after: String) {
    initiatives(filter: $filter, first: $first, after: $after) {
      nodes { id name slugId description status health owner { ${PERSON} } targetDate updatedAt url }
      ${PAGE}
    }
  }
`);

const UPDATE = `id body health user { ${PERSON} } createdAt updatedAt url`;

export const PROJECT_UPDATES = query<{ projectUpdates?: VendorConnection<VendorStatusUpdate> }>(`
  query ProjectUpdates($filter: ProjectUpdateFilter, $first: Int!, $after: String) {
    projectUpdates(filter: $filter, first: $first, after: $after) {
      nodes { ${UPDATE} project { id name } }
      ${PAGE}
    }
  }
`);

export const INITIATIVE_UPDATES = query<{ initiativeUpdates?: VendorConnection<VendorStatusUpdate> }>(`
  query InitiativeUpdates($filter: InitiativeUpdateFilter, $first: Int!, $after: String) {
    initiativeUpdates(filter: $filter, first: $first, after: $after) {
      nodes { ${UPDATE} initiative { id name } }
      ${PAGE}
    }
  }
`);

type ProjectUpdatePayload = VendorPayload & { projectUpdate?: VendorStatusUpdate | null };
type InitiativeUpdatePayload = VendorPayload & { initiativeUpdate?: VendorStatusUpdate | null };

export const CREATE_PROJECT_UPDATE = mutation<{ projectUpdateCreate?: ProjectUpdatePayload }>(`
  mutation CreateProjectUpdate($input: ProjectUpdateCreateInput!) {
    projectUpdateCreate(input: $input) {
      success
      projectUpdate { id url }
    }
  }
`);

export const CHANGE_PROJECT_UPDATE = mutation<{ projectUpdateUpdate?: ProjectUpdatePayload }>(`
  mutation ChangeProjectUpdate($id: String!, $input: ProjectUpdateUpdateInput!) {
    projectUpdateUpdate(id: $id, input: $input) {
      success
      projectUpdate { id url }
    }
  }
`);

export const ARCHIVE_PROJECT_UPDATE = mutation<{ projectUpdateArchive?: VendorPayload }>(`
  mutation ArchiveProjectUpdate($id: String!) {
    projectUpdateArchive(id: $id) { success }
  }
`);

export const CREATE_INITIATIVE_UPDATE = mutation<{ initiativeUpdateCreate?: InitiativeUpdatePayload }>(`
  mutation CreateInitiativeUpdate($input: InitiativeUpdateCreateInput!) {
    initiativeUpdateCreate(input: $input) {
      success
      initiativeUpdate { id url }
    }
  }
`);

export const CHANGE_INITIATIVE_UPDATE = mutation<{ initiativeUpdateUpdate?: InitiativeUpdatePayload }>(`
  mutation ChangeInitiativeUpdate($id: String!, $input: InitiativeUpdateUpdateInput!) {
    initiativeUpdateUpdate(id: $id, input: $input) {
      success
      initiativeUpdate { id url }
    }
  }
`);

export const ARCHIVE_INITIATIVE_UPDATE = mutation<{ initiativeUpdateArchive?: VendorPayload }>(`
  mutation ArchiveInitiativeUpdate($id: String!) {
    initiativeUpdateArchive(id: $id) { success }
  }
`);
