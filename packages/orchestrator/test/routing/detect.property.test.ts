import type { AdapterManifest, TargetForm } from "@pm-orchestrator/core";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { detect } from "../../src/routing/detect.js";
import { LONGEST_TARGET } from "../../src/routing/readings.js";
import type { RoutableSystem } from "../../src/routing/types.js";
import { TABLE } from "./table.js";
import { WORLD } from "./world.js";

const known = Object.values(TABLE).flatMap((rows) => rows.map(([target]) => target));
const HOSTS = ["acme.atlassian.net", "jira.eu.example", "linear.app", "acme.slack.com", "bitbucket.org"];

/** Texts that are near to targets: parts of real ones, repeated, cut and mixed with anything. */
const nearTargets = fc
  .array(
    fc.oneof(
      fc.constantFrom(...known),
      fc.constantFrom("/", "-", "#", "?", "&", "%", "%2F", "..", "@", ":", "p", "\\", "\u202e", "\ud800"),
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.webPath(),
      fc.constantFrom(
        "/-".repeat(400),
        "a-".repeat(600),
        "/wiki".repeat(300),
        "#".repeat(999),
        "1".repeat(1999),
      ),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(""));

describe("whatever is pasted", () => {
  it("is decided or refused with a reason and a suggestion, and nothing throws", () => {
    fc.assert(
      fc.property(
        nearTargets,
        fc.constantFrom(undefined, "get_issue", "constructor"),
        (target, operation) => {
          const outcome = detect({ target, operation }, WORLD);
          if ("error" in outcome) {
            expect(outcome.error.message).not.toBe("");
            expect(outcome.error.suggestions.filter((text) => text.length > 0)).not.toEqual([]);
            return;
          }
          const { system, operation: chosen } = outcome.route;
          const found = WORLD.find(({ name }) => name === system);
          expect(Object.keys(found?.manifest.operations ?? {})).toContain(chosen);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("an address of another host is never routed", () => {
    const hosts = fc.oneof(
      fc.domain(),
      fc.tuple(fc.constantFrom(...HOSTS), fc.domain()).map(([ours, theirs]) => `${ours}.${theirs}`),
      fc.tuple(fc.domain(), fc.constantFrom(...HOSTS)).map(([theirs, ours]) => `${theirs}.${ours}`),
      fc
        .tuple(
          fc.constantFrom(...HOSTS),
          fc.integer({ min: 1, max: 65_535 }).filter((port) => port !== 443),
        )
        .map(([ours, port]) => `${ours}:${port}`),
      fc.tuple(fc.constantFrom(...HOSTS), fc.domain()).map(([ours, theirs]) => `${ours}@${theirs}`),
      fc.tuple(fc.domain(), fc.constantFrom(...HOSTS)).map(([theirs, ours]) => `${theirs}@${ours}`),
    );
    fc.assert(
      fc.property(
        hosts,
        fc.constantFrom(
          "/browse/TRAIN-1",
          "/acme/issue/PSN-1",
          "/acme/platform",
          "/wiki/spaces/T",
          "/archives/C74E562F736",
        ),
        (host, path) => {
          fc.pre(!HOSTS.includes(host.toLowerCase()));
          expect(detect({ target: `https://${host}${path}` }, WORLD)).toHaveProperty(
            "error.code",
            "INVALID_REQUEST",
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("manifests of third parties", () => {
  /** A manifest that declares such forms. */
  function declaring(...forms: Partial<TargetForm>[]): RoutableSystem {
    const read = { effect: "read", params: { type: "object", properties: { what: { type: "string" } } } };
    const write = { ...read, effect: "write" };
    const manifest = {
      operations: { read, write },
      targets: {
        addresses: [{ url: "https://third.example" }],
        forms: forms.map((form) => ({
          kind: "thing",
          summary: "a thing",
          operation: "read",
          params: { what: "{a}" },
          ...form,
        })),
      },
    } as unknown as AdapterManifest;
    return { name: "third", manifest, setting: () => undefined, isUsable: true, isSimulated: false };
  }

  const longest = (unit: string) => unit.repeat(Math.floor((LONGEST_TARGET - 30) / unit.length));

  it.each([
    ["a pattern of many parts", { path: "/:a-:b-:c-:d-:e-:f-:g-:h/z" }, longest("-")],
    ["many parts with dots", { path: "/:a.:b.:c.:d.:e.:f.:g.:h.x" }, longest("a.")],
    ["nested optional parts", { path: "/:a{/:b{/:c{/:d}}}/x" }, longest("/a")],
    ["a rest and what follows", { path: "/*a/x/y/z" }, longest("/x")],
    ["a bare form", { bare: ":a-:b-:c-:d=z" }, longest("-a")],
  ])("%s is done with the longest text before a test would time out", (_, form, text) => {
    const target = "bare" in form ? text : `https://third.example/${text}`;
    expect(detect({ target }, [declaring(form)])).toHaveProperty("error");
  });

  it("patterns that branch without end, or are none, are left out with a warning, and the others still count", () => {
    const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const system = declaring(
      { path: "/*a/*b/*c" },
      { path: "/:a{x}{y}{z}{u}{v}{w}" },
      { path: "/:" },
      { path: "/thing/:a" },
    );
    expect(detect({ target: "https://third.example/thing/7" }, [system])).toHaveProperty("route.params", {
      what: "7",
    });
    expect(warn).toHaveBeenCalledTimes(3);
    warn.mockRestore();
  });

  it("never route to a write by themselves", () => {
    const system = declaring({ path: "/thing/:a", operation: "write" });
    expect(detect({ target: "https://third.example/thing/7" }, [system])).toHaveProperty(
      "error.code",
      "INVALID_REQUEST",
    );
  });
});
