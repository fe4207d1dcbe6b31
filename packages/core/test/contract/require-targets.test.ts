import { describe, expect, it } from "vitest";
import { z } from "zod";
import { requireTargets } from "../../src/contract/require-targets.js";
import type { TargetForm, TargetsDefinition } from "../../src/index.js";

const form: TargetForm = {
  kind: "note",
  summary: "a note",
  path: "/notes/:note{/*title}",
  text: { note: "number" },
  operation: "get_note",
  params: { id: "{note}" },
};
const bare: TargetForm = {
  ...form,
  path: undefined,
  bare: ":space-:note",
  owners: { space: { setting: "spaces" } },
} as TargetForm;

/** What is wrong with an adapter that declares these; empty when nothing is. */
function complaint(targets: Partial<TargetsDefinition>): string {
  try {
    requireTargets({
      kind: "notes",
      settings: [{ name: "base_url" }, { name: "spaces" }, { name: "api_token", secret: true }],
      operations: {
        get_note: {
          effect: "read",
          params: z.strictObject({ id: z.string(), expand: z.string().optional() }),
        },
        add_note: { effect: "write", params: z.strictObject({ id: z.string() }) },
      },
      targets: { addresses: [{ url: "{base_url}" }], forms: [form], ...targets },
    });
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

describe("requireTargets", () => {
  it("takes addresses, bare forms, captured parts and open settings", () => {
    expect(
      complaint({
        forms: [form, { ...bare, mention: "{space}-{note}", params: { id: "{setting.spaces}" } }],
      }),
    ).toBe("");
  });

  it.each<[string, Partial<TargetForm>]>([
    ["needs either a path or a bare form", { bare: ":note" }],
    ["needs either an operation, or what to do instead", { unsupported: "Look it up." }],
    ["add_note is no read", { operation: "add_note" }],
    ["constructor is no read", { operation: "constructor" }],
    ["get_note has no param note_id", { params: { note_id: "{note}" } }],
    ["get_note has no param include", { following: { include: ["x"] } }],
    ["captures no id", { params: { id: "{id}" } }],
    ["captures no page", { text: { page: "number" } }],
    ["captures no key", { mention: "{key}" }],
    ["captures no space", { owners: { space: { setting: "spaces" } } }],
    ["workspace is no setting, or a secret one", { owners: { note: { setting: "workspace" } } }],
    ["api_token is no setting, or a secret one", { params: { id: "{setting.api_token}" } }],
  ])("complains: %s", (message, over) => {
    expect(complaint({ forms: [{ ...form, ...over }] })).toContain(message);
  });

  it("complains of addresses made of secrets, and of finders that write", () => {
    expect(complaint({ addresses: [{ url: "https://{api_token}.example" }] })).toContain("a secret one");
    const finder = {
      of: ["note"],
      among: "own",
      finds: "note",
      because: "it",
      operation: "add_note",
      params: {},
    } as const;
    expect(complaint({ finders: [finder] })).toContain("the finder of note: add_note is no read");
  });
});
