import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { bodyOf, noWorkspace, onRepository, refusal } from "./answers.js";
import { refuseCaller } from "./caller.js";
import type { BitbucketState, SimProject, SimRepository } from "./state.js";
import { repositoryView, sceneOf } from "./views.js";
import { projectNamed } from "./workspaces.js";

/** Making, changing and deleting repositories. */
export function repositoryChangeHandlers(bitbucket: BitbucketState) {
  const { repositories, workspace, world } = bitbucket;
  const path = "*/repositories/:workspace/:slug";
  return [
    http.post(path, async ({ request, params }) => {
      const refused = refuseCaller(request) ?? noWorkspace(workspace.slug, String(params["workspace"]));
      if (refused) return refused;
      const slug = String(params["slug"]).toLowerCase();
      if (repositories.some((repository) => repository.slug === slug)) {
        return refusal(400, "Repository with this Slug and Owner already exists.");
      }
      const wanted = readChanges(bitbucket, await bodyOf(request));
      if ("refused" in wanted) return wanted.refused;
      const now = world.now().toISOString();
      const made: SimRepository = {
        workspace: workspace.slug,
        slug,
        name: slug,
        description: "",
        project: oldestProject(bitbucket),
        mainBranch: "",
        private: true,
        readable: true,
        language: "",
        created: now,
        updated: now,
        branches: new Map(),
        tags: new Map(),
        commits: new Map(),
        statuses: new Map(),
        pullRequests: new Map(),
        ...wanted.changes,
      };
      repositories.push(made);
      return HttpResponse.json(repositoryView(sceneOf(bitbucket, request), made));
    }),

    http.put(
      path,
      onRepository(bitbucket, async ({ request, scene, repository }) => {
        const wanted = readChanges(bitbucket, await bodyOf(request));
        if ("refused" in wanted) return wanted.refused;
        const { name = repository.name, mainBranch = repository.mainBranch } = wanted.changes;
        if (!repository.branches.has(mainBranch)) {
          return refusal(400, "Bad request", { fields: { mainbranch: [`branch not found: ${mainBranch}`] } });
        }
        // The address of a repository is made from its name.
        const slug = name === repository.name ? repository.slug : slugOf(name);
        Object.assign(repository, wanted.changes, { slug, updated: bitbucket.world.now().toISOString() });
        return HttpResponse.json(repositoryView(scene, repository));
      }),
    ),

    http.delete(
      path,
      onRepository(bitbucket, ({ repository }) => {
        repositories.splice(repositories.indexOf(repository), 1);
        return new HttpResponse(null, { status: 204 });
      }),
    ),
  ];
}

type Changes = Partial<
  Pick<SimRepository, "name" | "description" | "language" | "private" | "project" | "mainBranch">
>;

function readChanges(
  bitbucket: BitbucketState,
  body: Record<string, unknown> | undefined,
): { changes: Changes } | { refused: Response } {
  const { name, description, language, is_private, project, mainbranch } = body ?? {};
  const key = (project as { key?: unknown } | undefined)?.key;
  const named = key === undefined ? undefined : projectNamed(bitbucket, String(key));
  if (key !== undefined && named === undefined) {
    return { refused: refusal(400, "Bad request", { fields: { project: [`${key} is not a project`] } }) };
  }
  const branch = (mainbranch as { name?: unknown } | undefined)?.name;
  return {
    changes: {
      ...(typeof name === "string" ? { name } : {}),
      ...(typeof description === "string" ? { description } : {}),
      ...(typeof language === "string" ? { language } : {}),
      ...(typeof is_private === "boolean" ? { private: is_private } : {}),
      ...(named === undefined ? {} : { project: named }),
      ...(typeof branch === "string" ? { mainBranch: branch } : {}),
    },
  };
}

function oldestProject({ repositories }: BitbucketState): SimProject {
  return repositories[0]?.project ?? { key: "PROJ", name: "Untitled project" };
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9_.-]+/g, "-")
    .replace(/^-|-$/g, "");
}
