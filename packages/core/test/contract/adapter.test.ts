import { describe, expect, expectTypeOf, it } from "vitest";
import { z } from "zod";
import { type AdapterDefinition, CONTRACT_VERSION, defineAdapter, operationsFor } from "../../src/index.js";

interface Client {
  read(id: string): Promise<string>;
}

const operation = operationsFor<Client>();
const getNote = operation({
  summary: "One note",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ id: z.string(), times: z.int().default(1) }),
  result: z.object({ text: z.string() }),
  caches: ["notes"],
  limits: ["account"],
  upstream: ["GET /notes/{id}"],
  example: { id: "1" },
  run: async ({ id, times }, client) => ({ text: (await client.read(id)).repeat(times) }),
});

function definition(over: Partial<AdapterDefinition<Client>> = {}): AdapterDefinition<Client> {
  return {
    contract: CONTRACT_VERSION,
    kind: "notes",
    title: "Notes",
    settings: [{ name: "api_token", secret: true, summary: "Token" }],
    credentials: [{ name: "api_token", settings: ["api_token"] }],
    slots: { notes: { ttlMs: 1000, summary: "Notes" } },
    limits: { account: { summary: "All calls" } },
    errors: {},
    operations: { get_note: getNote },
    probe: { operation: "get_note", params: { id: "1" } },
    connect: () => {
      throw new Error("nothing may connect while an adapter is defined");
    },
    ...over,
  };
}

describe("operationsFor", () => {
  it("gives the definition back, with params, result and client inferred", async () => {
    expectTypeOf(getNote.run).parameter(0).toEqualTypeOf<{ id: string; times: number }>();
    expectTypeOf(getNote.run).parameter(1).toEqualTypeOf<Client>();
    expectTypeOf(getNote.run).returns.resolves.toEqualTypeOf<{ text: string }>();
    expect(await getNote.run({ id: "7", times: 2 }, { read: async (id) => `<${id}>` })).toEqual({
      text: "<7><7>",
    });
  });
});

describe("defineAdapter", () => {
  it("gives the definition back as it is, and neither connects nor reads a setting", () => {
    const given = definition();
    expect(defineAdapter(given)).toBe(given);
  });

  it("wants the look-up of whoever declares one, and none of a read", () => {
    const write = { ...getNote, effect: "write" as const, reconcile: async () => undefined };
    const { reconcile: _, ...without } = write;
    const defining = (one: AdapterDefinition<Client>["operations"][string]) => () =>
      defineAdapter(definition({ operations: { get_note: getNote, write_note: one } }));
    expect(defining({ ...write, retry: "lookup" })).not.toThrow();
    expect(defining({ ...without, retry: "lookup" })).toThrow(
      "write_note: an operation whose retry is lookup",
    );
    for (const retry of ["none", "natural", "client_id"] as const) {
      expect(defining({ ...without, retry })).not.toThrow();
    }
    expect(defining({ ...getNote, reconcile: async () => undefined })).toThrow("a read has nothing");
  });

  it.each(["getNote", "get-note", "GetNote", "1note", "get note", "", "__proto__"])(
    "refuses the operation name %j",
    (name) => {
      const operations = Object.fromEntries([
        ["get_note", getNote],
        [name, getNote],
      ]);
      expect(() => defineAdapter(definition({ operations }))).toThrow(
        new TypeError(`operation ${name}: names are snake_case.`),
      );
    },
  );

  it.each([
    ["caches", "get_note: cache slot constructor is not declared."],
    ["invalidates", "get_note: cache slot constructor is not declared."],
    ["limits", "get_note: limit domain constructor is not declared."],
  ])("refuses %s that are not declared, inherited names included", (field, message) => {
    const operations = { get_note: { ...getNote, [field]: ["constructor"] } };
    expect(() => defineAdapter(definition({ operations }))).toThrow(new TypeError(message));
  });

  it.each(["get_nothing", "toString"])("refuses a probe with the unknown operation %s", (name) => {
    expect(() => defineAdapter(definition({ probe: { operation: name, params: {} } }))).toThrow(
      new TypeError(`probe: operation ${name} is not declared.`),
    );
  });

  it.each([
    [{ aliases: { note: "note_id" } }, "get_note: param note_id is not declared."],
    [{ queryParams: ["jql"] }, "get_note: param jql is not declared."],
    [
      { coalesce: { into: "get_notes", by: "id", list: "ids", most: 9 } },
      "get_note: operation get_notes is not declared.",
    ],
    [
      { coalesce: { into: "get_note", by: "key", list: "ids", most: 9 } },
      "get_note: param key is not declared.",
    ],
  ])("refuses names of params and operations that are not there: %j", (over, message) => {
    const operations = { get_note: { ...getNote, runMany: async () => [], ...over } };
    expect(() => defineAdapter(definition({ operations }))).toThrow(new TypeError(message));
  });

  it("refuses a probe that writes", () => {
    const operations = { get_note: { ...getNote, effect: "write" as const } };
    expect(() => defineAdapter(definition({ operations }))).toThrow(
      new TypeError("notes: the probe must be a read."),
    );
  });

  it("asks of a probe of credentials what it asks of the adapter's own", () => {
    const probing = (operation: string, operations: AdapterDefinition<Client>["operations"] = {}) =>
      definition({
        operations: { get_note: getNote, ...operations },
        credentials: [
          { name: "api_token", settings: ["api_token"], probe: { operation, params: { id: "1" } } },
        ],
      });
    expect(() => defineAdapter(probing("get_note"))).not.toThrow();
    expect(() => defineAdapter(probing("get_nothing"))).toThrow(
      new TypeError("probe: operation get_nothing is not declared."),
    );
    expect(() => defineAdapter(probing("put_note", { put_note: { ...getNote, effect: "write" } }))).toThrow(
      new TypeError("notes: the probe must be a read."),
    );
  });

  it.each([
    [["read"], undefined],
    [[{ any: ["read", "admin"] }, { any: ["write"], of: "api_token", partly: true as const }], undefined],
    [["read", { any: ["write"], of: "oauth" }], "get_note: a scope of the unknown credentials oauth."],
    [[{ any: ["write"], of: "toString" }], "get_note: a scope of the unknown credentials toString."],
    [[{ any: ["read"], instead: { api_token: [] } }], undefined],
    [[{ any: ["read"], instead: { oauth: ["r"] } }], "get_note: a scope of the unknown credentials oauth."],
    [[{ any: [] }], "get_note: a need for no scope at all."],
  ])("takes scopes of credentials that are there: %j", (scopes, complaint) => {
    const define = () => defineAdapter(definition({ operations: { get_note: { ...getNote, scopes } } }));
    if (complaint === undefined) expect(define).not.toThrow();
    else expect(define).toThrow(new TypeError(complaint));
  });

  it("refuses an operation that needs an unknown setting", () => {
    const operations = { get_note: { ...getNote, needs: ["user_token"] } };
    expect(() => defineAdapter(definition({ operations }))).toThrow(
      new TypeError("get_note: setting user_token is not declared."),
    );
  });

  it("refuses credentials that name an unknown setting", () => {
    const credentials = [{ name: "oauth", settings: ["api_token", "client_id"] }];
    expect(() => defineAdapter(definition({ credentials }))).toThrow(
      new TypeError("notes: credentials name the unknown setting client_id."),
    );
  });

  it("takes an operation that caches and limits nothing", () => {
    const { caches: _caches, limits: _limits, ...bare } = getNote;
    expect(() =>
      defineAdapter(definition({ operations: { get_note: bare }, slots: {}, limits: {} })),
    ).not.toThrow();
  });
});
