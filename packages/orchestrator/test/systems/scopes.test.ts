import type { CredentialsDefinition, OperationManifest, ScopeNeed } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { createOrchestrator } from "../../src/index.js";
import { scopeReport } from "../../src/systems/scopes.js";
import { installAdapter } from "../support/adapter-package.js";

const bot: CredentialsDefinition = { name: "bot", settings: ["bot"] };
const user: CredentialsDefinition = {
  name: "user",
  settings: ["user"],
  probe: { operation: "who", params: {} },
};
const free: CredentialsDefinition = { name: "free", settings: ["free"], scoped: false };

interface Situation {
  operations: Record<string, ScopeNeed[] | undefined>;
  granted?: Record<string, string[]>;
  credentials?: CredentialsDefinition[];
  /** Default: all. */
  complete?: string[];
}

function report({ operations, granted = {}, credentials = [bot, user], complete }: Situation) {
  const described = Object.entries(operations).map(([name, scopes]) => [
    name,
    { ...(scopes === undefined ? {} : { scopes }) } as OperationManifest,
  ]);
  return scopeReport(
    { operations: Object.fromEntries(described) as Record<string, OperationManifest>, credentials },
    {
      complete: complete ?? credentials.map(({ name }) => name),
      granted: new Map(Object.entries(granted)),
    },
  );
}

describe("what scopes allow", () => {
  it("is everything that they name, and what asks for none", () => {
    const operations = { read: ["read"], both: ["read", "write"], free: undefined };
    expect(report({ operations, granted: { bot: ["write", "read"] } })).toEqual({
      granted: { bot: ["write", "read"] },
      lacking: [],
      unjudged: [],
      unknown: [],
    });
  });

  it("lacks each scope that is asked for and not there, with its alternatives", () => {
    const operations: Situation["operations"] = {
      read: ["read"],
      write: ["read", { any: ["write", "admin"] }, { any: ["names"], partly: true }],
      delete: [{ any: ["delete", "read"] }],
    };
    expect(report({ operations, granted: { bot: ["read"] } }).lacking).toEqual([
      {
        operation: "write",
        missing: [
          { any: ["write", "admin"], of: "bot", partly: false },
          { any: ["names"], of: "bot", partly: true },
        ],
      },
    ]);
    expect(report({ operations, granted: { bot: [] } }).lacking.map(({ operation }) => operation)).toEqual([
      "read",
      "write",
      "delete",
    ]);
  });

  it("is asked of the credentials that a need names", () => {
    const operations = { search: [{ any: ["search"], of: "user" }], read: ["read"] };
    const granted = { bot: ["read", "search"], user: ["read"] };
    expect(report({ operations, granted }).lacking).toEqual([
      { operation: "search", missing: [{ any: ["search"], of: "user", partly: false }] },
    ]);
  });

  it("goes by the credentials that are used beside others, where they are alone", () => {
    const operations = { search: [{ any: ["search"], of: "user" }], read: ["read"], write: ["write"] };
    const granted = { user: ["read", "search"] };
    expect(report({ operations, granted, complete: ["user"] })).toMatchObject({
      lacking: [{ operation: "write", missing: [{ of: "user" }] }],
      unjudged: [],
    });
  });

  it("goes by those of which something was told, where the adapter chooses", () => {
    const other: CredentialsDefinition = { name: "other", settings: ["other"] };
    const credentials = [bot, other];
    const told = report({ operations: { read: ["read"] }, credentials, granted: { other: [] } });
    expect(told).toMatchObject({ lacking: [{ missing: [{ of: "other" }] }], unknown: [] });
  });
});

describe("credentials whose scopes are spelt otherwise", () => {
  const other: CredentialsDefinition = { name: "other", settings: ["other"] };
  const operations: Situation["operations"] = {
    read: [{ any: ["read:box"], instead: { other: ["box"] } }],
    who: [{ any: ["read:user"], instead: { other: [] } }],
    both: ["read:box", "write:box"].map((scope) => ({ any: [scope], instead: { other: ["box"] } })),
  };
  const lackingFor = (granted: Record<string, string[]>) =>
    report({ operations, granted, credentials: [bot, other] }).lacking;

  it("need what is said for them in place of the rest, or nothing", () => {
    expect(lackingFor({ other: ["box"] })).toEqual([]);
    expect(lackingFor({ other: ["read:box", "read:user"] })).toEqual([
      { operation: "read", missing: [{ any: ["box"], of: "other", partly: false }] },
      { operation: "both", missing: [{ any: ["box"], of: "other", partly: false }] },
    ]);
    expect(lackingFor({ bot: ["box"] })).toEqual([
      { operation: "read", missing: [{ any: ["read:box"], of: "bot", partly: false }] },
      { operation: "who", missing: [{ any: ["read:user"], of: "bot", partly: false }] },
      {
        operation: "both",
        missing: [
          { any: ["read:box"], of: "bot", partly: false },
          { any: ["write:box"], of: "bot", partly: false },
        ],
      },
    ]);
  });
});

describe("what cannot be judged", () => {
  it("is what asks for scopes of credentials that were not told", () => {
    const operations = {
      search: [{ any: ["search"], of: "user" }],
      read: ["read"],
      mixed: ["write", { any: ["search"], of: "user", partly: true as const }],
      free: undefined,
    };
    expect(report({ operations })).toEqual({
      granted: {},
      lacking: [],
      unjudged: ["search", "read", "mixed"],
      unknown: ["user", "bot"],
    });
    expect(report({ operations, granted: { user: ["search"] } })).toMatchObject({
      unjudged: ["read", "mixed"],
      unknown: ["bot"],
    });
    expect(report({ operations, granted: { bot: [] } })).toMatchObject({
      lacking: [{ operation: "read" }, { operation: "mixed" }],
      unjudged: ["search", "mixed"],
      unknown: ["user"],
    });
  });

  it("is nothing of credentials that are not there: what is not configured is told elsewhere", () => {
    const operations = { search: [{ any: ["search"], of: "user" }] };
    expect(report({ operations, granted: { bot: [] }, complete: ["bot"] })).toMatchObject({
      lacking: [],
      unjudged: [],
      unknown: [],
    });
  });

  it("is nothing of credentials that scopes do not limit, unless others might be used", () => {
    const operations = { read: ["read"] };
    expect(report({ operations, credentials: [free] })).toMatchObject({ unjudged: [], unknown: [] });
    expect(report({ operations, credentials: [free, bot] })).toMatchObject({
      unjudged: ["read"],
      unknown: ["bot"],
    });
  });
});

describe("scopes of a system", () => {
  const operation = (scopes: ScopeNeed[]) => ({
    summary: "",
    effect: "read",
    retry: "none",
    signature: "",
    params: { type: "object", additionalProperties: {} },
    result: {},
    upstream: [],
    expected_calls: 1,
    expected_ms: 1,
    example: {},
    scopes,
  });

  it("are known with the first answer, and always those that were told last", async () => {
    let scopes = ["read"];
    const { folder, name } = installAdapter({
      settings: [{ name: "token", env: "BOX_TOKEN", secret: true }],
      operations: {
        who: {
          run: (_params, step) => {
            const host = step as unknown as { noteScopes(granted: object): void };
            host.noteScopes({ credentials: "all", scopes });
            return {};
          },
        },
      },
      manifest: {
        operations: { who: operation(["read"]), change: operation(["write"]) },
      },
      definition: "operations: { who: operation('who', 'read'), change: operation('change', 'read') },",
    });
    const orchestrator = createOrchestrator(
      { systems: { box: { adapter: name, token: "t-1" } } },
      { resolveFrom: [folder] },
    );
    const told = () => orchestrator.systems()[0]?.scopes;
    expect(told()).toMatchObject({ granted: {}, unjudged: ["who", "change"], unknown: ["all"] });
    await orchestrator.smartDelegate({ system: "box", operation: "who" });
    expect(told()).toEqual({
      granted: { all: ["read"] },
      lacking: [{ operation: "change", missing: [{ any: ["write"], of: "all", partly: false }] }],
      unjudged: [],
      unknown: [],
    });
    scopes = ["read", "write"];
    await orchestrator.smartDelegate({ system: "box", operation: "who" });
    expect(told()).toMatchObject({ granted: { all: ["read", "write"] }, lacking: [] });
    expect(orchestrator.systems()[0]?.credentials).toEqual(["all"]);
  });

  it("are not spoken of where there is no manifest", () => {
    const orchestrator = createOrchestrator({ systems: { box: { adapter: "pmo-no-such-adapter" } } });
    expect(orchestrator.systems()[0]).not.toHaveProperty("scopes");
  });
});
