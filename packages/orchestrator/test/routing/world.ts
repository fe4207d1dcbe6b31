import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AdapterManifest } from "@pm-orchestrator/core";
import { detect } from "../../src/routing/detect.js";
import type { RoutableSystem, RouteInput } from "../../src/routing/types.js";

const require = createRequire(import.meta.url);
const manifests = new Map<string, AdapterManifest>();

/** A system as a configuration would have it, from its real manifest. */
export function system(
  name: string,
  settings: Record<string, string> = {},
  { kind = name, isUsable = true, isSimulated = false } = {},
): RoutableSystem {
  const manifest =
    manifests.get(kind) ??
    (JSON.parse(
      readFileSync(require.resolve(`@pm-orchestrator/adapter-${kind}/manifest.json`), "utf8"),
    ) as AdapterManifest);
  manifests.set(kind, manifest);
  return {
    name,
    manifest,
    isUsable,
    isSimulated,
    setting: (wanted) =>
      Object.hasOwn(settings, wanted)
        ? settings[wanted]
        : manifest.settings.find((one) => one.name === wanted)?.default,
  };
}

export const JIRA = system("jira", { base_url: "https://acme.atlassian.net", project_keys: "TRAIN, OPS" });
export const JIRA_EU = system("jira-eu", { base_url: "https://jira.eu.example/tracker/" }, { kind: "jira" });
export const LINEAR = system("linear", { team_keys: "PSN", workspace: "acme" });
export const CONFLUENCE = system("confluence", { base_url: "https://acme.atlassian.net/wiki" });
const CONFLUENCE_DC = system("wiki", { base_url: "https://wiki.acme.example" }, { kind: "confluence" });
export const SLACK = system("slack", { workspace: "acme" });
export const BITBUCKET = system("bitbucket", { workspace: "acme" });

/** A company with two Jira sites and two Confluences. */
export const WORLD = [JIRA, JIRA_EU, LINEAR, CONFLUENCE, CONFLUENCE_DC, SLACK, BITBUCKET];

/** The decision in short: `jira get_issue {"issue_key":"TRAIN-1"}`, or the code of the error and who could be meant. */
export function decision(input: string | RouteInput, systems: readonly RoutableSystem[] = WORLD): string {
  const outcome = detect(typeof input === "string" ? { target: input } : input, systems);
  if ("route" in outcome) {
    const { system: name, operation, params } = outcome.route;
    return `${name} ${operation} ${JSON.stringify(params)}`;
  }
  const { code, details } = outcome.error;
  const candidates = details["candidates"] as { system: string }[] | undefined;
  return candidates === undefined ? code : `${code} ${candidates.map((one) => one.system).join(", ")}`;
}
