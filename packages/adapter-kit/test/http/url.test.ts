import { isPmoError } from "@pm-orchestrator/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callUrl, linkWithinBase, pathSegment } from "../../src/index.js";

const base = "https://api.example/ex/jira/cloud-1";

describe("callUrl", () => {
  it.each([
    ["https://acme.example", "https://acme.example/rest/x"],
    ["https://acme.example/", "https://acme.example/rest/x"],
    [base, `${base}/rest/x`],
    [`${base}///`, `${base}/rest/x`],
  ])("keeps the path of %s", (baseUrl, url) => {
    expect(callUrl(baseUrl, "/rest/x").href).toBe(url);
  });

  it("repeats lists, leaves undefined out, and keeps what is false, zero or empty", () => {
    const query = { a: ["x", "y z", 3], b: undefined, c: false, d: 0, e: "", f: [], g: "ä&=?#/" };
    expect(callUrl(base, "/x", query).search).toBe("?a=x&a=y+z&a=3&c=false&d=0&e=&g=%C3%A4%26%3D%3F%23%2F");
  });

  it("adds to the query of the path", () => {
    expect(callUrl(base, "/x?a=1", { b: 2 }).search).toBe("?a=1&b=2");
  });

  it.each([
    "/../../other",
    "/x/../../../y",
    "/%2e%2e/y",
    "/.%2E/y",
    "@evil.example/x",
    ".evil.example/x",
    "x",
    "",
    ":8080/x",
  ])("throws for %j, which leads out of the base", (path) => {
    expect(() => callUrl(base, path)).toThrow(
      new TypeError(`The path ${path} leads out of its base address.`),
    );
  });
});

describe("pathSegment", () => {
  it.each([
    ["TRAIN-123", "TRAIN-123"],
    [42, "42"],
    ["a/b", "a%2Fb"],
    ["../x", "..%2Fx"],
    ["..\\x", "..%5Cx"],
    ["%2e%2e", "%252e%252e"],
    ["...", "..."],
    ["a?b#c;d", "a%3Fb%23c%3Bd"],
    ["Größe 你好 🚀", "Gr%C3%B6%C3%9Fe%20%E4%BD%A0%E5%A5%BD%20%F0%9F%9A%80"],
    ["line\nbreak\0", "line%0Abreak%00"],
    ["{uuid}", "%7Buuid%7D"],
  ])("encodes %j", (value, segment) => {
    expect(pathSegment(value)).toBe(segment);
  });

  it.each(["", ".", "..", "half\ud800"])("refuses %j, which no encoding makes a segment", (value) => {
    const refused = (() => {
      try {
        return pathSegment(value);
      } catch (error) {
        return error;
      }
    })();
    expect(isPmoError(refused) && refused.number).toBe(6008);
  });

  it("stays exactly one segment, whatever the value", () => {
    const hostile = fc.string({
      unit: fc.constantFrom(
        ".",
        "/",
        "\\",
        "%",
        "2",
        "e",
        "E",
        "5",
        "f",
        "?",
        "#",
        "@",
        ":",
        " ",
        "\t",
        "\n",
        "é",
        "🚀",
      ),
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: "binary", minLength: 1 })), (value) => {
        fc.pre(value !== "." && value !== "..");
        const url = callUrl(base, `/issue/${pathSegment(value)}/comment`);
        expect(url.origin).toBe("https://api.example");
        expect(url.search + url.hash).toBe("");
        const segments = url.pathname.split("/");
        expect(segments).toHaveLength(7);
        expect(decodeURIComponent(segments[5] ?? "")).toBe(value);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("linkWithinBase", () => {
  it.each([
    `${base}/rest/x?page=2`,
    base,
    `${base}/`,
    "https://api.example:443/ex/jira/cloud-1/x",
    "HTTPS://API.EXAMPLE/ex/jira/cloud-1/x",
    "/ex/jira/cloud-1/x",
  ])("follows %s", (link) => {
    expect(linkWithinBase(base, link)?.origin).toBe("https://api.example");
  });

  it.each([
    "https://evil.example/ex/jira/cloud-1/x",
    "https://api.example.evil.example/ex/jira/cloud-1/x",
    "https://api.example@evil.example/ex/jira/cloud-1/x",
    "http://api.example/ex/jira/cloud-1/x",
    "https://api.example:8443/ex/jira/cloud-1/x",
    "//evil.example/ex/jira/cloud-1/x",
    "\\\\evil.example/x",
    "https://api.example/ex/jira/cloud-2/x",
    "https://api.example/ex/jira/cloud-12",
    `${base}/../cloud-2/x`,
    `${base}/%2e%2e/cloud-2/x`,
    "file:///etc/passwd",
    "https://",
  ])("refuses %s", (link) => {
    expect(linkWithinBase(base, link)).toBeUndefined();
  });
});
