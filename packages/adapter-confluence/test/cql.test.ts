import { createWorld } from "@pm-orchestrator/simulator";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CqlFault, contains, hasWord, quoted, readCql, searchCql } from "../src/cql.js";
import { parseCql } from "../src/simulator/cql.js";
import { seedConfluence } from "../src/simulator/seed.js";

const confluence = seedConfluence(createWorld());
const find = (cql: string) => parseCql(cql, confluence).find([...confluence.pages.values()]);
const titles = (cql: string) => find(cql).map(({ title }) => title);

describe("what is built", () => {
  it.each([
    [{ query: "authentication JWT" }, 'text ~ "authentication JWT" AND type = page'],
    [{ query: 'say "hello world"' }, 'text ~ "say \\"hello world\\"" AND type = page'],
    [{ query: 'half a " quote' }, 'text ~ "half a   quote" AND type = page'],
    [{ query: "auth* *x how?" }, 'text ~ "auth* \\\\*x how\\\\?" AND type = page'],
    [{ query: 'x "" y' }, 'text ~ "x   y" AND type = page'],
    [{ query: "TRAIN-123 -x a:b NOT c" }, 'text ~ "TRAIN-123 \\\\-x a\\\\:b not c" AND type = page'],
    [
      { cql: "label = a OR label = b", spaceKey: "TECH" },
      '(label = a OR label = b) AND space = "TECH" AND type = page',
    ],
    [{ cql: "ORDER BY created", query: "x" }, 'text ~ "x" AND type = page ORDER BY created'],
    [{ cql: "x = 1 order  by\ncreated desc" }, "(x = 1) AND type = page order  by\ncreated desc"],
    [{ cql: 'title ~ "order by type" ' }, '(title ~ "order by type") AND type = page'],
    [{ cql: "type = blogpost" }, "(type = blogpost) AND type in (page, blogpost)"],
    [{ cql: "type = comment", type: "page" as const }, "(type = comment) AND type = page"],
    [{ query: "x", labels: ["a"] }, 'text ~ "x" AND label = "a" AND type = page'],
  ])("%j", (conditions, cql) => {
    expect(searchCql(conditions)).toBe(cql);
  });

  it.each(["a)", "(a", ")(", '"a', "a'", "x = 1 ORDER BY created) OR (y = 2"])("refuses %s", (cql) => {
    expect(() => readCql(cql)).toThrow(CqlFault);
  });

  it("keeps every value a value, whatever it holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        const { condition, order } = readCql(`title = ${quoted(value)}`);
        expect(order).toBe("");
        expect(condition).toBe(`title = ${quoted(value)}`.trim());
        expect(find(`id = 0 AND title = ${quoted(value)}`)).toEqual([]);
      }),
    );
  });

  it("never lets searched words reach beyond the space", () => {
    fc.assert(
      fc.property(fc.string(), (words) => {
        fc.pre(hasWord(words));
        const found = find(searchCql({ query: `${words}`, spaceKey: "LEGAL" }));
        expect(found.every(({ title }) => title === "Legal Home")).toBe(true);
      }),
    );
  });

  it("finds a text by itself", () => {
    for (const { title, id } of confluence.pages.values()) {
      expect(find(`id = ${id} AND ${contains("title", title)}`)).toHaveLength(1);
    }
  });
});

describe("the simulator's CQL", () => {
  it.each([
    [
      'text ~ "authentication JWT" AND type = page AND space = TECH AND label = security',
      ["Authentication", "Threat model"],
    ],
    ['title = "Token rotation"', ["Token rotation"]],
    ["title ~ \"rot*\" and not label in (runbook, 'how-to')", ["Token rotation"]],
    [
      'title ~ "token" OR (title ~ "oauth" AND type != blogpost) ORDER BY title',
      ["OAuth clients", "Token rotation"],
    ],
    ['space.key = "OPS" AND title ~ "home"', ["Operations Home"]],
    ['siteSearch ~ "\\"clock skew\\""', ["JWT authentication design"]],
    ['label = "jwt" and label not in ("design")', ["Token rotation"]],
    ['label = authentication and lastmodified < "2025-10-01"', ["OAuth clients"]],
    ['created = "2025-11-04"', ["JWT authentication design"]],
    ['text !~ "welcome" AND space = LEGAL', []],
  ])("%s", (cql, expected) => {
    expect(titles(cql)).toEqual(expected);
  });

  it("knows who is above whom", () => {
    const [top] = find('title = "Authentication"');
    expect(titles(`ancestor = ${top?.id} ORDER BY created`)).toEqual([
      "API keys (legacy)",
      "OAuth clients",
      "JWT authentication design",
      "Token rotation",
      "Signing keys and JWKS",
      "Threat model",
    ]);
    expect(titles(`parent = ${top?.id}`)).not.toContain("Signing keys and JWKS");
  });

  it.each([
    "",
    "title",
    "title =",
    "title = a b",
    "foo = 1",
    "title ~ (a)",
    "a AND",
    "(title = a",
    "created > soon",
    "text = x",
    "text ~ '*x'",
  ])("refuses %j", (cql) => {
    expect(() => find(cql)).toThrow();
  });
});
