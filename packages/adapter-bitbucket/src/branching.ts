import { compact } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { branchName } from "./schemas.js";
import type { VendorBranchingModel, VendorModelBranch } from "./vendor-code.js";

/** A branch of a role: whichever is the main branch, or one by name. */
const role = z.object({
  branch: z.string().optional().describe("absent when it is set to one that is not there"),
  use_mainbranch: z.boolean().optional(),
});
const kinds = z.enum(["feature", "bugfix", "release", "hotfix"]);

/** A branching model as it is in force. */
export const branchingModel = z.object({
  development: role.optional(),
  production: role.optional().describe("absent when there is none"),
  branch_types: z.array(z.object({ kind: z.string(), prefix: z.string() })),
});

/** A branching model as it is set up. */
export const modelSettings = z.object({
  development: role.extend({ valid: z.boolean().optional() }).optional(),
  production: role.extend({ valid: z.boolean().optional(), enabled: z.boolean().optional() }).optional(),
  branch_types: z.array(
    z.object({ kind: z.string(), prefix: z.string().optional(), enabled: z.boolean().optional() }),
  ),
});

const roleParams = {
  branch: branchName.optional(),
  use_mainbranch: z.boolean().optional().describe("whichever is the main branch"),
};

/** What of a model can be changed. */
export const modelParams = {
  development: z.strictObject(roleParams).optional(),
  production: z.strictObject({ ...roleParams, enabled: z.boolean().optional() }).optional(),
  branch_types: z
    .array(z.strictObject({ kind: kinds, prefix: z.string().optional(), enabled: z.boolean().optional() }))
    .min(1)
    .optional()
    .describe("only these are changed"),
};

type ModelChanges = z.output<z.ZodObject<typeof modelParams>>;

export function modelDetails({ development, production, branch_types = [] }: VendorBranchingModel) {
  return {
    ...compact({
      development: development && roleOf(development),
      production: production && roleOf(production),
    }),
    branch_types: branch_types.map(({ kind = "", prefix = "" }) => ({ kind, prefix })),
  };
}

export function settingsDetails({ development, production, branch_types = [] }: VendorBranchingModel) {
  return {
    ...compact({
      development: development && { ...roleOf(development), ...compact({ valid: development.is_valid }) },
      production: production && {
        ...roleOf(production),
        ...compact({ valid: production.is_valid, enabled: production.enabled }),
      },
    }),
    branch_types: branch_types.map(({ kind = "", prefix, enabled }) => compact({ kind, prefix, enabled })),
  };
}

/** As Bitbucket takes it: whoever names a branch does not mean the main one. */
export function modelBody({ development, production, branch_types }: ModelChanges) {
  return compact({
    development: development && roleBody(development),
    production: production && { ...roleBody(production), ...compact({ enabled: production.enabled }) },
    branch_types: branch_types?.map((type) => compact(type)),
  });
}

function roleBody({ branch, use_mainbranch }: NonNullable<ModelChanges["development"]>) {
  return compact({
    name: branch,
    use_mainbranch: use_mainbranch ?? (branch === undefined ? undefined : false),
  });
}

function roleOf({ branch, name, use_mainbranch }: VendorModelBranch) {
  return compact({ branch: branch?.name ?? name, use_mainbranch });
}
