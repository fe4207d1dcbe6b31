import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { bodyOf, type OnRepository, onRepository, paged, refusal } from "./answers.js";
import { commitNamed } from "./git.js";
import {
  newPipeline,
  pipelinesOf,
  type SimOutcome,
  type SimPipeline,
  type SimStep,
} from "./pipeline-state.js";
import type { BitbucketState, SimRepository } from "./state.js";
import { bitbucketTime, repositoryInShort, type Scene, userView } from "./views.js";

/** Which outcome each value of `status` asks for. */
const STATUSES = new Map<string, SimOutcome>([
  ["PENDING", "PENDING"],
  ["BUILDING", "IN_PROGRESS"],
  ["PASSED", "SUCCESSFUL"],
  ["FAILED", "FAILED"],
  ["STOPPED", "STOPPED"],
]);

/** Pipelines, their steps and what those log. */
export function pipelineHandlers(bitbucket: BitbucketState) {
  const all = "*/repositories/:workspace/:slug/pipelines";
  return [
    http.get(
      all,
      onRepository(bitbucket, ({ request, scene, repository, query }) => {
        const [status, branch, trigger] = ["status", "target.branch", "trigger_type"].map((name) =>
          query.get(name),
        );
        const found = pipelinesOf(repository)
          .filter(({ outcome }) => status == null || STATUSES.get(status) === outcome)
          .filter(({ ref }) => branch == null || (ref?.type === "branch" && ref.name === branch))
          .filter((pipeline) => trigger == null || pipeline.trigger === trigger);
        const ordered = query.get("sort")?.startsWith("-") ? found.reverse() : found;
        return paged(request, ordered, {
          largest: 100,
          view: (pipeline) => pipelineView(scene, repository, pipeline),
        });
      }),
    ),

    http.post(
      all,
      onRepository(bitbucket, async ({ request, scene, repository }) => {
        const body = (await bodyOf(request)) ?? {};
        const target = readTarget(repository, body["target"]);
        if ("refused" in target) return target.refused;
        const variables = (Array.isArray(body["variables"]) ? body["variables"] : []).map(
          ({ key, value, secured }: Record<string, unknown>) => ({
            key: String(key),
            value: String(value),
            secured: secured === true,
          }),
        );
        const { world } = bitbucket;
        const about = { variables, creator: world.me.handle, created: world.now().toISOString() };
        const made = newPipeline(repository, { ...target, ...about });
        return HttpResponse.json(pipelineView(scene, repository, made), { status: 201 });
      }),
    ),

    http.get(
      `${all}/:pipeline`,
      onPipeline(bitbucket, ({ scene, repository, pipeline }) =>
        HttpResponse.json(pipelineView(scene, repository, pipeline)),
      ),
    ),

    http.post(
      `${all}/:pipeline/stopPipeline`,
      onPipeline(bitbucket, ({ pipeline }) => {
        if (pipeline.completed !== undefined) return refusal(400, "The pipeline has already completed.");
        const now = bitbucket.world.now().toISOString();
        Object.assign(pipeline, { outcome: "STOPPED", completed: now });
        for (const step of pipeline.steps) {
          if (step.completed === undefined) Object.assign(step, { outcome: "STOPPED", completed: now });
        }
        return new HttpResponse(null, { status: 204 });
      }),
    ),

    http.get(
      `${all}/:pipeline/steps`,
      onPipeline(bitbucket, ({ request, pipeline }) =>
        paged(request, pipeline.steps, { largest: 100, view: stepView }),
      ),
    ),
    http.get(
      `${all}/:pipeline/steps/:step`,
      onStep(bitbucket, ({ step }) => HttpResponse.json(stepView(step))),
    ),
    http.get(
      `${all}/:pipeline/steps/:step/log`,
      onStep(bitbucket, ({ step: { log } }) =>
        log === undefined
          ? refusal(404, "No log found for the step.")
          : new HttpResponse(log, { headers: { "content-type": "application/octet-stream" } }),
      ),
    ),
  ];
}

type OnPipeline = OnRepository & { pipeline: SimPipeline };

function onPipeline(bitbucket: BitbucketState, answer: (asked: OnPipeline) => Response) {
  return onRepository(bitbucket, (asked) => {
    const wanted = String(asked.params["pipeline"]);
    const pipeline = pipelinesOf(asked.repository).find(
      ({ uuid, number }) => uuid === wanted || String(number) === wanted,
    );
    return pipeline === undefined ? refusal(404, "No pipeline found.") : answer({ ...asked, pipeline });
  });
}

function onStep(bitbucket: BitbucketState, answer: (asked: OnPipeline & { step: SimStep }) => Response) {
  return onPipeline(bitbucket, (asked) => {
    const step = asked.pipeline.steps.find(({ uuid }) => uuid === asked.params["step"]);
    return step === undefined ? refusal(404, "No step found.") : answer({ ...asked, step });
  });
}

function readTarget(
  repository: SimRepository,
  given: unknown,
): Pick<SimPipeline, "commit" | "ref" | "custom"> | { refused: Response } {
  const { ref_type, ref_name, commit, selector } = (given ?? {}) as {
    ref_type?: string;
    ref_name?: string;
    commit?: { hash?: string };
    selector?: { type?: string; pattern?: string };
  };
  const found = commitNamed(repository, commit?.hash ?? ref_name ?? "");
  if (found === undefined) return { refused: refusal(400, "The target of the pipeline was not found.") };
  return {
    commit: found.hash,
    ...(ref_type === undefined || ref_name === undefined ? {} : { ref: { type: ref_type, name: ref_name } }),
    ...(selector?.type === "custom" ? { custom: String(selector.pattern) } : {}),
  };
}

function pipelineView(scene: Scene, repository: SimRepository, pipeline: SimPipeline) {
  const { uuid, number, ref, commit, custom, trigger, creator, created, completed, variables } = pipeline;
  const { workspace, slug } = repository;
  const self = `${scene.base}/repositories/${workspace}/${slug}/pipelines/${encodeURIComponent(uuid)}`;
  return {
    type: "pipeline",
    uuid,
    build_number: number,
    creator: userView(scene, creator),
    repository: repositoryInShort(scene, repository),
    target: {
      type: ref === undefined ? "pipeline_commit_target" : "pipeline_ref_target",
      ...(ref === undefined ? {} : { ref_type: ref.type, ref_name: ref.name }),
      commit: { type: "commit", hash: commit },
      selector: { type: custom === undefined ? "default" : "custom", ...(custom && { pattern: custom }) },
    },
    trigger: { type: `pipeline_trigger_${trigger.toLowerCase()}`, name: trigger },
    state: stateView("pipeline", pipeline.outcome),
    variables: variables.map((variable) => ({
      type: "pipeline_variable",
      ...variable,
      value: variable.secured ? "" : variable.value,
    })),
    created_on: bitbucketTime(created),
    ...(completed === undefined ? {} : { completed_on: bitbucketTime(completed) }),
    build_seconds_used: completed === undefined ? 0 : 240,
    links: {
      type: "pipelines_pipeline_links",
      self: { type: "pipelines_links_section_href", href: self },
      steps: { type: "pipelines_links_section_href", href: `${self}/steps` },
    },
  };
}

function stepView({ uuid, name, outcome, commands, started, completed }: SimStep) {
  return {
    type: "pipeline_step",
    uuid,
    name,
    state: stateView("pipeline_step", outcome),
    image: { name: "node:20" },
    script_commands: commands.map((command) => ({ name: command, command })),
    ...(started === undefined ? {} : { started_on: bitbucketTime(started) }),
    ...(completed === undefined ? {} : { completed_on: bitbucketTime(completed) }),
  };
}

/** What is going on stands in the name, how it ended one level deeper. */
function stateView(of: string, outcome: SimOutcome) {
  if (outcome === "PENDING") return { type: `${of}_state_pending`, name: "PENDING" };
  if (outcome === "IN_PROGRESS") return { type: `${of}_state_in_progress`, name: "IN_PROGRESS" };
  const result = { type: `${of}_state_completed_${outcome.toLowerCase()}`, name: outcome };
  return { type: `${of}_state_completed`, name: "COMPLETED", result };
}
