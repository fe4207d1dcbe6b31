import { endpointCases, exampleCases, listCases } from "@pm-orchestrator/api-descriptions";
import { describe, it } from "vitest";
import adapter from "../src/index.js";
import { simulatedLinear, watch } from "./bench.js";

describe("every operation", () => {
  it.each(endpointCases(adapter, watch))("$title", ({ check }) => check());
  it.each(exampleCases(adapter, () => simulatedLinear()))("$title", ({ check }) => check());
  it.each(listCases(adapter))("$title", ({ check }) => check());
});
