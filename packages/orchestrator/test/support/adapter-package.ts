import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CONTRACT_VERSION, type Effect, type StepContext } from "@pm-orchestrator/core";

/** What a test's operation does; gets the params and the step's context. */
export type Behaviour = (params: Record<string, unknown>, step: StepContext) => unknown;

/** Reached by the code of the installed packages, which knows nothing of this module. */
const behaviours = new Map<string, Behaviour>();
Object.assign(globalThis, { [Symbol.for("pmo-test-behaviours")]: behaviours });

let made = 0;

export interface AdapterPackage {
  /** A folder in which the package is installed. */
  folder: string;
  name: string;
}

export interface TestOperation {
  effect?: Effect;
  run: Behaviour;
  reconcile?: Behaviour;
  query_params?: string[];
  /** Limit domains of the manifest on which it draws. */
  limits?: string[];
}

export interface AdapterPackageOptions {
  operations?: Record<string, TestOperation>;
  /** Laid over the manifest. */
  manifest?: Record<string, unknown>;
  /** Laid over the definition, as code. */
  definition?: string;
  /** Instead of the whole code. */
  code?: string;
  settings?: { name: string; env?: string; secret?: boolean; address?: boolean }[];
}

/** Installs an adapter package into a fresh folder: what a third party would publish, with behaviour from the test. */
export function installAdapter({
  operations = {},
  manifest = {},
  definition = "",
  code,
  settings = [],
}: AdapterPackageOptions = {}): AdapterPackage {
  const name = `pmo-test-adapter-${process.pid}-${++made}`;
  const folder = mkdtempSync(join(tmpdir(), "pmo-test-"));
  const home = join(folder, "node_modules", name);
  mkdirSync(home, { recursive: true });
  const write = (file: string, text: string) => writeFileSync(join(home, file), text);
  const entries = Object.entries(operations);
  for (const [operation, { run, reconcile }] of entries) {
    behaviours.set(`${name} ${operation}`, run);
    if (reconcile !== undefined) behaviours.set(`${name} ${operation} reconcile`, reconcile);
  }
  write(
    "package.json",
    JSON.stringify({
      name,
      version: "1.0.0",
      type: "module",
      exports: { ".": "./index.js", "./manifest.json": "./manifest.json" },
    }),
  );
  const described = entries.map(([operation, { effect = "read", query_params, limits }]) => [
    operation,
    {
      summary: operation,
      effect,
      retry: "none",
      signature: `${operation}(…)`,
      params: {
        type: "object",
        properties: { text: { type: "string" }, jql: { type: "string" } },
        additionalProperties: {},
      },
      result: {},
      upstream: [],
      expected_calls: 1,
      expected_ms: 10,
      example: {},
      ...(query_params === undefined ? {} : { query_params }),
      ...(limits === undefined ? {} : { limits }),
    },
  ]);
  const shared = {
    contract: CONTRACT_VERSION,
    kind: name,
    title: name,
    settings,
    slots: { things: { ttlMs: "session", summary: "" } },
    limits: {},
    errors: {},
  };
  const credentials =
    settings.length === 0 ? [] : [{ name: "all", settings: settings.map((setting) => setting.name) }];
  write(
    "manifest.json",
    JSON.stringify({
      ...shared,
      credentials,
      package: name,
      version: "1.0.0",
      operations: Object.fromEntries(described),
      ...manifest,
    }),
  );
  write(
    "index.js",
    code ??
      codeOf(name, {
        shared,
        operations: entries.map(([operation, { effect = "read" }]) => [operation, effect]),
        definition,
      }),
  );
  return { folder, name };
}

function codeOf(
  name: string,
  { shared, operations, definition }: { shared: object; operations: [string, string][]; definition: string },
): string {
  return `
    const behaviours = globalThis[Symbol.for("pmo-test-behaviours")];
    const anything = { safeParse: (data) => ({ success: true, data }) };
    const operation = (name, effect) => {
      const own = ${JSON.stringify(`${name} `)} + name;
      const reconcile = behaviours.get(own + " reconcile");
      return {
        effect, retry: "none", params: anything, result: anything,
        run: async (params, step) => behaviours.get(own)(params, step),
        ...(reconcile && { reconcile: async (params, step) => reconcile(params, step) }),
      };
    };
    export default {
      ...${JSON.stringify(shared)},
      operations: Object.fromEntries(${JSON.stringify(operations)}.map(([name, effect]) => [name, operation(name, effect)])),
      connect: (host) => ({ client: (step) => Object.create(host, Object.getOwnPropertyDescriptors(step)) }),
      ${definition}
    };
  `;
}
