import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { noWorkspace, type PathParams, paged, refusal } from "./answers.js";
import { refuseCaller } from "./caller.js";
import { accountIdOf, type BitbucketState, type SimProject, uuidOf } from "./state.js";
import { bitbucketTime, type Scene, sceneOf, userView, workspaceView } from "./views.js";

const BEGAN = "2023-01-09T08:00:00.000Z";

/** The workspace, its projects, and people by their ids. */
export function workspaceHandlers(bitbucket: BitbucketState) {
  const { world, workspace } = bitbucket;
  const onWorkspace =
    (answer: (asked: { request: Request; params: PathParams; scene: Scene }) => Response) =>
    ({ request, params }: { request: Request; params: PathParams }) =>
      refuseCaller(request) ??
      noWorkspace(workspace.slug, String(params["workspace"])) ??
      answer({ request, params, scene: sceneOf(bitbucket, request) });
  return [
    http.get("*/user/workspaces", ({ request }) => {
      const refused = refuseCaller(request);
      if (refused) return refused;
      const { uuid, slug, links } = workspaceView(sceneOf(bitbucket, request));
      const access = {
        type: "workspace_access",
        administrator: true,
        workspace: { type: "workspace_base", uuid, slug, links: { self: links.self } },
      };
      const wanted = new URL(request.url).searchParams.get("administrator");
      return paged(request, wanted === "false" ? [] : [access], { largest: 100, view: (view) => view });
    }),

    http.get(
      "*/workspaces/:workspace",
      onWorkspace(({ scene }) =>
        HttpResponse.json({
          ...workspaceView(scene),
          is_private: true,
          created_on: bitbucketTime(BEGAN),
          updated_on: bitbucketTime(BEGAN),
        }),
      ),
    ),

    http.get(
      "*/workspaces/:workspace/projects",
      onWorkspace(({ request, scene }) =>
        paged(request, projectsOf(bitbucket), {
          largest: 100,
          view: (project) => projectView(scene, project),
        }),
      ),
    ),

    http.get(
      "*/workspaces/:workspace/projects/:key",
      onWorkspace(({ params, scene }) => {
        const project = projectNamed(bitbucket, String(params["key"]));
        return project === undefined
          ? refusal(404, "Project not found")
          : HttpResponse.json(projectView(scene, project));
      }),
    ),

    http.get("*/users/:user", ({ request, params }) => {
      const refused = refuseCaller(request);
      if (refused) return refused;
      const asked = String(params["user"]);
      const found = world.people.find(
        ({ handle }) => uuidOf(`user:${handle}`) === asked || accountIdOf(handle) === asked,
      );
      if (found === undefined) return refusal(404, `${asked} does not exist`);
      return HttpResponse.json(userView(sceneOf(bitbucket, request), found.handle));
    }),
  ];
}

export function projectNamed(bitbucket: BitbucketState, key: string): SimProject | undefined {
  return projectsOf(bitbucket).find((project) =>
    [project.key, uuidOf(`project:${project.key}`)].includes(key),
  );
}

/** A project is known by its repositories, as long as there are any. */
function projectsOf({ repositories }: BitbucketState): SimProject[] {
  const found = new Map(repositories.map(({ project }) => [project.key, project]));
  return [...found.values()];
}

function projectView({ base, state }: Scene, { key, name }: SimProject) {
  const { slug, name: workspace } = state.workspace;
  return {
    type: "project",
    uuid: uuidOf(`project:${key}`),
    key,
    name,
    description: `${name} of the Acme trains`,
    is_private: true,
    owner: { type: "team", uuid: uuidOf(`workspace:${slug}`), username: slug, display_name: workspace },
    created_on: bitbucketTime(BEGAN),
    updated_on: bitbucketTime(BEGAN),
    links: { html: { href: `${base}/${slug}/workspace/projects/${key}` } },
  };
}
