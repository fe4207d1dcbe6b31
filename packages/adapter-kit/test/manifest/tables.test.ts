import type { AdapterManifest } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { buildManifest, errorTable, operationTable, settingsTable } from "../../src/manifest/index.js";
import notes from "../readme-example.js";

const manifest = buildManifest(notes, { name: "notes", version: "1.0.0" });

describe("the tables of a README", () => {
  it("list operations", () => {
    expect(operationTable(manifest)).toBe(
      [
        "| operation | effect | gives | upstream |",
        "| --- | --- | --- | --- |",
        "| `get_note` | read | One note | `GET /v1/notes/{id}` |",
        "| `cache_status` | read | How the session cache did for this system | none |",
      ].join("\n"),
    );
  });

  it("list errors by number", () => {
    const errors = { LATER: { number: 10_402, when: "b" }, FIRST: { number: 10_001, when: "a" } };
    expect(
      errorTable({ ...manifest, errors })
        .split("\n")
        .slice(2),
    ).toEqual(["| 10001 | `FIRST` | a |", "| 10402 | `LATER` | b |"]);
  });

  it("list settings", () => {
    expect(settingsTable(manifest).split("\n").slice(2)).toEqual([
      "| `base_url` |  |  | Address |",
      "| `api_token` | `NOTES_API_TOKEN` | yes | API token |",
    ]);
  });

  it("escape what would end a cell or a row", () => {
    const hostile: AdapterManifest = {
      ...manifest,
      errors: { X: { number: 1, when: "a | b\n| c |\r\n  d" } },
    };
    expect(errorTable(hostile).split("\n").slice(2)).toEqual(["| 1 | `X` | a \\| b \\| c \\| d |"]);
  });

  it("of an adapter with nothing have a head alone", () => {
    expect(errorTable({ ...manifest, errors: {} })).toBe("| number | code | when |\n| --- | --- | --- |");
  });
});
