import { http } from "@pm-orchestrator/simulator";
import { onRepository, paged } from "./answers.js";
import { type BitbucketState, uuidOf } from "./state.js";
import { bitbucketTime, userView } from "./views.js";

/** Who reviews, what is restricted and who is called: the same in every repository, and not changed by anything. */
export function settingsHandlers(bitbucket: BitbucketState) {
  const repository = "*/repositories/:workspace/:slug";
  return [
    http.get(
      `${repository}/effective-default-reviewers`,
      onRepository(bitbucket, ({ request, scene }) =>
        paged(request, REVIEWERS, {
          largest: 100,
          view: ({ handle, from }) => ({
            type: "default_reviewer",
            reviewer_type: from,
            user: userView(scene, handle),
          }),
        }),
      ),
    ),

    http.get(
      `${repository}/branch-restrictions`,
      onRepository(bitbucket, ({ request, scene, query }) => {
        const [kind, pattern] = ["kind", "pattern"].map((name) => query.get(name));
        const found = RESTRICTIONS.filter((one) => kind == null || one.kind === kind).filter(
          (one) => pattern == null || one.pattern === pattern,
        );
        return paged(request, found, {
          largest: 100,
          view: ({ people, ...restriction }) => ({
            type: "branchrestriction",
            ...restriction,
            users: people.map((handle) => userView(scene, handle)),
            groups: [],
          }),
        });
      }),
    ),

    http.get(
      `${repository}/hooks`,
      onRepository(bitbucket, ({ request, repository: { slug } }) =>
        paged(request, [`https://ci.acme.example/hooks/${slug}`], {
          largest: 100,
          view: (url) => ({
            type: "webhook_subscription",
            uuid: uuidOf(`hook:${slug}`),
            url,
            description: "Builds",
            subject_type: "repository",
            active: true,
            events: ["repo:push", "pullrequest:created"],
            created_at: bitbucketTime("2024-03-05T10:00:00.000Z"),
            secret_set: true,
          }),
        }),
      ),
    ),
  ];
}

const REVIEWERS = [
  { handle: "priya", from: "repository" },
  { handle: "jonas", from: "project" },
];

const RESTRICTIONS = [
  { id: 1, kind: "push", branch_match_kind: "glob", pattern: "main", people: ["liam"] },
  { id: 2, kind: "force", branch_match_kind: "glob", pattern: "*", people: [] },
  {
    id: 3,
    kind: "require_approvals_to_merge",
    branch_match_kind: "glob",
    pattern: "main",
    value: 2,
    people: [],
  },
  {
    id: 4,
    kind: "delete",
    branch_match_kind: "branching_model",
    branch_type: "release",
    pattern: "",
    people: [],
  },
];
