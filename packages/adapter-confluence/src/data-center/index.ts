import type { HttpAnswer } from "@pm-orchestrator/adapter-kit";
import type { StepContext } from "@pm-orchestrator/core";
import type { ConfluenceCall } from "../call.js";
import { Asked, type Endpoint, type Seen, unsupported } from "./asked.js";
import { attachmentEndpoints } from "./attachments.js";
import { commentEndpoints } from "./comments.js";
import { historyEndpoints } from "./history.js";
import { labelEndpoints } from "./labels.js";
import { pageListEndpoints } from "./page-lists.js";
import { pageEndpoints } from "./pages.js";
import { peopleEndpoints } from "./people.js";
import { placeEndpoints } from "./places.js";
import { restrictionEndpoints } from "./restrictions.js";
import { searchEndpoints } from "./search.js";
import { spaceEndpoints } from "./spaces.js";
import { templateEndpoints } from "./templates.js";
import { treeEndpoints } from "./tree.js";
import { CLOUD_ONLY } from "./unsupported.js";

type Send = (call: ConfluenceCall) => Promise<HttpAnswer>;

/**
 * Takes the calls of one step to Confluence Cloud and makes them to Confluence Data Center: other paths, spaces by key,
 * people by user key, lists by position. `upstream` sends a call of Data Center's. What Data Center does not have is
 * UNSUPPORTED_ON_DATA_CENTER (3112) before anything is sent.
 */
export function dataCenterSender(step: StepContext, upstream: Send): Send {
  const seen: Seen = new Map();
  return async (call) => {
    const refused = Object.hasOwn(CLOUD_ONLY, step.operation) ? CLOUD_ONLY[step.operation] : undefined;
    if (refused !== undefined) throw unsupported({ step, ...refused });
    const found = endpointOf(call);
    if (found === undefined) {
      throw unsupported({ step, reason: `it has nothing like ${call.method} ${call.path}` });
    }
    const { endpoint, parts } = found;
    const asked = new Asked(call, parts, { step, seen, upstream });
    for (const [name, value] of Object.entries(call.query ?? {})) {
      if (value !== undefined && endpoint.takes?.includes(name) !== true) {
        throw asked.refused(`nothing there corresponds to ${name} of ${call.method} ${call.path}`);
      }
    }
    const body = await endpoint.answer(asked);
    return { status: 200, headers: new Headers(), ...asked.last, body };
  };
}

interface Route {
  endpoint: Endpoint;
  method: string;
  pattern: RegExp;
}

const ROUTES: readonly Route[] = Object.entries({
  ...pageEndpoints,
  ...pageListEndpoints,
  ...treeEndpoints,
  ...placeEndpoints,
  ...historyEndpoints,
  ...commentEndpoints,
  ...labelEndpoints,
  ...attachmentEndpoints,
  ...spaceEndpoints,
  ...searchEndpoints,
  ...peopleEndpoints,
  ...templateEndpoints,
  ...restrictionEndpoints,
}).map(([line, endpoint]) => {
  const [method = "", path = ""] = line.split(" ");
  return { endpoint, method, pattern: new RegExp(`^${path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`) };
});

function endpointOf({ method, path }: ConfluenceCall) {
  for (const route of ROUTES) {
    const match = route.method === method ? route.pattern.exec(path) : null;
    if (match !== null) return { endpoint: route.endpoint, parts: { ...match.groups } };
  }
  return undefined;
}
