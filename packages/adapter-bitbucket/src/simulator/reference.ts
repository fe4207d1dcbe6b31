import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { noWorkspace, paged, repositoryIn } from "./answers.js";
import { refuseCaller } from "./caller.js";
import { listed } from "./listing.js";
import type { BitbucketState } from "./state.js";
import { membershipView, repositoryView, sceneOf, userView } from "./views.js";

/** What repositories can be filtered by. */
const REPOSITORY_FIELDS = [
  "name",
  "slug",
  "full_name",
  "language",
  "is_private",
  "project.key",
  "updated_on",
];

/** What changes seldom: repositories, members, and who one is. */
export function referenceHandlers(bitbucket: BitbucketState) {
  const { world, workspace } = bitbucket;
  return [
    http.get("*/repositories/:workspace/:slug", ({ request, params }) => {
      const found = repositoryIn(bitbucket, request, params);
      if ("refused" in found) return found.refused;
      return HttpResponse.json(repositoryView(sceneOf(bitbucket, request), found.repository));
    }),

    http.get("*/repositories/:workspace", ({ request, params }) => {
      const refused = refuseCaller(request) ?? noWorkspace(workspace.slug, String(params["workspace"]));
      if (refused) return refused;
      const scene = sceneOf(bitbucket, request);
      const readable = bitbucket.repositories.filter((repository) => repository.readable);
      const views = readable.map((repository) => repositoryView(scene, repository));
      return listed(request, views, { fields: REPOSITORY_FIELDS });
    }),

    http.get("*/workspaces/:workspace/members", ({ request, params }) => {
      const refused = refuseCaller(request) ?? noWorkspace(workspace.slug, String(params["workspace"]));
      if (refused) return refused;
      const scene = sceneOf(bitbucket, request);
      return paged(request, world.people, {
        largest: 100,
        view: ({ handle }) => membershipView(scene, handle),
      });
    }),

    http.get("*/user", ({ request }) => {
      const refused = refuseCaller(request);
      if (refused) return refused;
      return HttpResponse.json(userView(sceneOf(bitbucket, request), world.me.handle));
    }),
  ];
}
