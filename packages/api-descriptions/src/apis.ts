import { type Api, type ApiDefinition, createApi } from "./api.js";
import { describedBeside } from "./beside.js";
import type { Description } from "./description.js";
import { bitbucketDefects } from "./known-defects/bitbucket.js";
import { confluenceDefects } from "./known-defects/confluence.js";
import { jiraDefects } from "./known-defects/jira.js";
import { type LinearDraft, linearDefects } from "./known-defects/linear.js";
import type { OpenApiDraft } from "./known-defects/patches.js";
import { type SlackDraft, slackDefects } from "./known-defects/slack.js";
import type { OpenApiDocument } from "./openapi/document.js";
import type { SlackDocument, SlackReference } from "./slack/documents.js";

interface RestApi extends Pick<ApiDefinition<OpenApiDraft>, "kind" | "title" | "base" | "defects"> {
  /** Short name → file and what stands before its paths. */
  documents: Readonly<Record<string, { file: string; prefix?: string }>>;
  openEnded?: readonly string[];
}

function restApi({ documents, openEnded, ...rest }: RestApi): Api {
  const entries = Object.entries(documents);
  return createApi<OpenApiDraft>({
    ...rest,
    files: entries.map(([, { file }]) => file),
    read: (texts) => ({
      documents: Object.fromEntries(
        entries.map(([name], index) => [name, JSON.parse(texts[index] ?? "") as OpenApiDocument]),
      ),
      prefixes: Object.fromEntries(entries.map(([name, { prefix = "" }]) => [name, prefix])),
    }),
    async describe(draft) {
      const { createOpenApiDescription } = await import("./openapi/description.js");
      return createOpenApiDescription(
        Object.entries(draft.documents).map(([name, document]) => ({
          document,
          closes: { request: true, answer: true },
          ...(openEnded === undefined ? {} : { openEnded }),
          prefix: draft.prefixes[name] ?? "",
        })),
      );
    },
  });
}

const nothingBeside = (): OpenApiDocument => ({ openapi: "3.0.0", paths: {} });
/** The description, and what corrections put beside it. */
async function besides(main: Description, document: OpenApiDocument): Promise<Description> {
  if (Object.keys(document.paths).length === 0) return main;
  const { createOpenApiDescription } = await import("./openapi/description.js");
  const closes = { request: true, answer: true };
  return describedBeside(main, createOpenApiDescription([{ document, closes }]));
}

const slack: ApiDefinition<SlackDraft> = {
  kind: "slack",
  title: "Slack",
  files: ["slack-web-api.swagger2.json", "slack-methods.ref.json"],
  base: /^\/(slack|api)(?=\/)/,
  read: ([document = "", reference = ""]) => ({
    document: JSON.parse(document) as SlackDocument,
    reference: JSON.parse(reference) as SlackReference,
    beside: nothingBeside(),
  }),
  async describe({ document, reference, beside }) {
    const { createSlackDescription } = await import("./slack/description.js");
    return besides(createSlackDescription(document, reference), beside);
  },
  defects: slackDefects,
};

const linear: ApiDefinition<LinearDraft> = {
  kind: "linear",
  title: "Linear",
  files: ["linear.schema.graphql"],
  base: /^\/linear(?=\/)/,
  read: ([sdl = ""]) => ({ sdl, extensions: [], beside: nothingBeside() }),
  async describe({ sdl, extensions, beside }) {
    const { createGraphqlDescription } = await import("./linear/description.js");
    return besides(createGraphqlDescription(sdl, extensions), beside);
  },
  defects: linearDefects,
};

/** The APIs whose descriptions are known, by kind of system. */
export const APIS: ReadonlyMap<string, Api> = new Map(
  [
    createApi(linear),
    restApi({
      kind: "jira",
      title: "Jira",
      base: /^\/(jira|ex\/jira\/[^/]+)(?=\/)/,
      documents: {
        v3: { file: "jira-cloud-v3.openapi.json" },
        agile: { file: "jira-software-agile-1.0.openapi.json" },
      },
      defects: jiraDefects,
    }),
    restApi({
      kind: "confluence",
      title: "Confluence",
      base: /^\/(confluence|ex\/confluence\/[^/]+)(?=\/)/,
      documents: {
        v2: { file: "confluence-cloud-v2.openapi.json", prefix: "/wiki/api/v2" },
        v1: { file: "confluence-cloud-v1.openapi.json" },
      },
      defects: confluenceDefects,
    }),
    createApi(slack),
    restApi({
      kind: "bitbucket",
      title: "Bitbucket",
      base: /^\/(bitbucket|2\.0)(?=\/)/,
      documents: { v2: { file: "bitbucket-cloud-2.0.openapi.json" } },
      // A path within a repository is given as it is, slashes and all.
      openEnded: ["path"],
      defects: bitbucketDefects,
    }),
  ].map((api) => [api.kind, api]),
);

/** The API of a kind of system. Throws a TypeError for a kind of which there is no description. */
export function apiOf(kind: string): Api {
  const api = APIS.get(kind);
  if (api === undefined) throw new TypeError(`There is no description of ${kind}.`);
  return api;
}
