import type { AdapterHost } from "@pm-orchestrator/core";

/** Personal keys stand alone: Linear takes what has Bearer before it for an OAuth token. */
export function credentialsOf(host: AdapterHost): Record<string, string> {
  const key = host.setting("api_key");
  return { authorization: key ?? `Bearer ${host.setting("access_token") ?? ""}` };
}
