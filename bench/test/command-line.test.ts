import { describe, expect, it } from "vitest";
import { MEASUREMENTS } from "../src/catalogue.js";
import { parseCommandLine } from "../src/command-line.js";

describe("the command line", () => {
  it("measures everything unless told otherwise", () => {
    expect(parseCommandLine([])).toMatchObject({ measurements: MEASUREMENTS, json: false, strict: false });
  });

  it("measures only what was named, in the order of the page", () => {
    const { measurements } = parseCommandLine(["--only", "startup", "--only", "latency", "--json"]);
    expect(measurements.map(({ name }) => name)).toEqual(["latency", "startup"]);
  });

  it("refuses what it does not know", () => {
    expect(() => parseCommandLine(["--only", "speed"])).toThrow(/There are: latency, overhead, .*startup/);
    expect(() => parseCommandLine(["--fast"])).toThrow(/--fast/);
  });
});
