import type { VendorConnection, VendorDiff, VendorSkill } from "../vendor-releases.js";
import { query } from "./document.js";
import { PAGE, PERSON } from "./fields.js";

const SKILL = `id title description shared owner { ${PERSON} } updatedAt`;

export const LIST_AGENT_SKILLS = query<{ agentSkills?: VendorConnection<VendorSkill> }>(`
  query ListAgentSkills($first: Int!, $after: String) {
    agentSkills(first: $first, after: $after) {
      nodes { ${SKILL} }
      ${PAGE}
    }
  }
`);

export const GET_AGENT_SKILL = query<{ agentSkill?: VendorSkill }>(`
  query GetAgentSkill($id: String!) {
    agentSkill(id: $id) { ${SKILL} body }
  }
`);

export const GET_DIFF = query<{ diff?: VendorDiff }>(`
  query GetDiff($id: String!) {
    diff(id: $id) {
      id
      additions
      deletions
      fileCount
      truncated
      creator { ${PERSON} }
      files { path oldPath state additions deletions }
      pullRequest { number title url status sourceBranch targetBranch }
      createdAt
    }
  }
`);
