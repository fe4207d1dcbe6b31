import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { bodyOf, noWorkspace, onRepository, type PathParams, refusal } from "./answers.js";
import { refuseCaller } from "./caller.js";
import type { BitbucketState, SimProject, SimRepository } from "./state.js";
import { projectNamed } from "./workspaces.js";

interface SimModel {
  development: { name: string | null; use_mainbranch: boolean };
  production: { name: string | null; use_mainbranch: boolean; enabled: boolean };
  types: { kind: string; prefix: string; enabled: boolean }[];
}

type Owner = SimRepository | SimProject;

/** Branching models of repositories and projects. */
export function branchingModelHandlers(bitbucket: BitbucketState) {
  const models = bitbucket.world.state("bitbucket branching models", () => new Map<string, SimModel>());
  const repository = "*/repositories/:workspace/:slug";
  const project = "*/workspaces/:workspace/projects/:key";
  const onProject =
    (answer: (asked: { request: Request; owner: SimProject }) => Response | Promise<Response>) =>
    ({ request, params }: { request: Request; params: PathParams }) => {
      const refused =
        refuseCaller(request) ?? noWorkspace(bitbucket.workspace.slug, String(params["workspace"]));
      if (refused) return refused;
      const owner = projectNamed(bitbucket, String(params["key"]));
      return owner === undefined ? refusal(404, "Project not found") : answer({ request, owner });
    };
  return [
    ...["branching-model", "effective-branching-model"].map((part) =>
      http.get(
        `${repository}/${part}`,
        onRepository(bitbucket, ({ repository: owner }) => {
          const type = part === "branching-model" ? "branching_model" : "effective_repo_branching_model";
          return HttpResponse.json({ type, ...modelView(modelOf(models, owner), owner) });
        }),
      ),
    ),
    http.get(
      `${repository}/branching-model/settings`,
      onRepository(bitbucket, ({ repository: owner }) =>
        HttpResponse.json(settingsView(modelOf(models, owner))),
      ),
    ),
    http.put(
      `${repository}/branching-model/settings`,
      onRepository(bitbucket, async ({ request, repository: owner }) => {
        const refused = changeModel(modelOf(models, owner), (await bodyOf(request)) ?? {}, owner);
        return refused ?? HttpResponse.json(settingsView(modelOf(models, owner)));
      }),
    ),
    http.get(
      `${project}/branching-model`,
      onProject(({ owner }) =>
        HttpResponse.json({ type: "project_branching_model", ...modelView(modelOf(models, owner)) }),
      ),
    ),
    http.get(
      `${project}/branching-model/settings`,
      onProject(({ owner }) => HttpResponse.json(settingsView(modelOf(models, owner)))),
    ),
    http.put(
      `${project}/branching-model/settings`,
      onProject(async ({ request, owner }) => {
        const refused = changeModel(modelOf(models, owner), (await bodyOf(request)) ?? {});
        return refused ?? HttpResponse.json(settingsView(modelOf(models, owner)));
      }),
    ),
  ];
}

/** Made when it is first asked for: features and fixes have prefixes, hotfixes are switched off. */
function modelOf(models: Map<string, SimModel>, owner: Owner): SimModel {
  const key = "slug" in owner ? `repository:${owner.slug}` : `project:${owner.key}`;
  const known = models.get(key);
  if (known !== undefined) return known;
  const made: SimModel = {
    // A project names a branch even where it follows the main one.
    development: { name: "slug" in owner ? null : "main", use_mainbranch: true },
    production: { name: null, use_mainbranch: false, enabled: false },
    types: ["feature", "bugfix", "release", "hotfix"].map((kind) => ({
      kind,
      prefix: `${kind}/`,
      enabled: kind !== "hotfix",
    })),
  };
  models.set(key, made);
  return made;
}

/** The model in force. A project has no branches, so only their names are there. */
function modelView({ development, production, types }: SimModel, repository?: SimRepository) {
  const view = ({ name, use_mainbranch }: SimModel["development"]) => {
    const branch = use_mainbranch ? (repository?.mainBranch ?? name) : name;
    const named = { ...(branch ? { name: branch } : {}), use_mainbranch };
    return repository && branch ? { ...named, branch: { type: "branch", name: branch } } : named;
  };
  return {
    development: view(development),
    ...(production.enabled ? { production: view(production) } : {}),
    branch_types: types.filter(({ enabled }) => enabled).map(({ kind, prefix }) => ({ kind, prefix })),
  };
}

function settingsView({ development, production, types }: SimModel) {
  const named = <Role extends { name: string | null }>({ name, ...role }: Role) => ({
    ...(name === null ? {} : { name }),
    ...role,
    is_valid: true,
  });
  return {
    type: "branching_model_settings",
    development: named(development),
    production: named(production),
    branch_types: types,
  };
}

/** Changes what a body names, or says why it cannot be. */
function changeModel(
  model: SimModel,
  body: Record<string, unknown>,
  repository?: SimRepository,
): Response | undefined {
  const {
    development,
    production,
    branch_types = [],
  } = body as {
    development?: Partial<SimModel["development"]>;
    production?: Partial<SimModel["production"]>;
    branch_types?: { kind: string; prefix?: string; enabled?: boolean }[];
  };
  for (const name of [development?.name, production?.name]) {
    if (repository !== undefined && typeof name === "string" && !repository.branches.has(name)) {
      return refusal(400, `Branch ${name} does not exist.`);
    }
  }
  const types = model.types.map((type) => ({
    ...type,
    ...branch_types.find(({ kind }) => kind === type.kind),
  }));
  const prefixes = types.filter(({ enabled }) => enabled).map(({ prefix }) => prefix);
  const clash = prefixes.find((prefix) =>
    prefixes.some((other) => other !== prefix && other.startsWith(prefix)),
  );
  if (clash !== undefined || new Set(prefixes).size < prefixes.length) {
    return refusal(400, "The prefix of a branch type must not begin another's.");
  }
  Object.assign(model.development, development);
  Object.assign(model.production, production);
  model.types = types;
  return undefined;
}
