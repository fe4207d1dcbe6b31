import {
  type AdapterDefinition,
  type AdapterManifest,
  CONTRACT_VERSION,
  type StepContext,
} from "@pm-orchestrator/core";
import type { Session } from "../session/session.js";
import type { ManifestOutcome } from "../systems/manifests.js";
import { type ConnectedSystem, System } from "../systems/system.js";
import { BUILT_IN_SYSTEM } from "./name.js";
import type { BuiltInContext, BuiltInOperation } from "./operation.js";
import { BUILT_IN_OPERATIONS } from "./operations.js";

const OURSELVES = "pm-orchestrator";

/**
 * The system `orchestrator`: to the engine a system like any other, so that its operations are steps of any request. It
 * has no package, no settings and no upstream.
 */
export class BuiltInSystem extends System {
  constructor(private readonly session: () => Session) {
    super(BUILT_IN_SYSTEM, { adapter: OURSELVES }, { requestTimeoutMs: 0 });
  }

  override manifest(): ManifestOutcome {
    return { manifest: MANIFEST };
  }

  override obstacle(): undefined {
    return undefined;
  }

  override async connect(): Promise<ConnectedSystem> {
    const client = ({ signal }: StepContext): BuiltInContext => ({ session: this.session(), signal });
    return { adapter: DEFINITION, connection: { client } };
  }
}

const COMMON = {
  contract: CONTRACT_VERSION,
  kind: BUILT_IN_SYSTEM,
  title: "What concerns the orchestrator itself",
  settings: [],
  credentials: [],
  slots: {},
  limits: {},
  errors: {},
  probe: { operation: "get_run", params: {} },
};

const MANIFEST: AdapterManifest = {
  ...COMMON,
  package: OURSELVES,
  version: "",
  operations: mapValues(BUILT_IN_OPERATIONS, ({ manifest }) => manifest),
};

/** Params were checked against the manifest's schema, which is the only one that there is. */
const CHECKED = { safeParse: (data: unknown) => ({ success: true, data }) };

const DEFINITION = {
  ...COMMON,
  operations: mapValues(BUILT_IN_OPERATIONS, ({ manifest, run }: BuiltInOperation) => ({
    ...manifest,
    params: CHECKED,
    result: CHECKED,
    run,
  })),
} as unknown as AdapterDefinition;

function mapValues<In, Out>(
  record: Readonly<Record<string, In>>,
  change: (value: In) => Out,
): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
