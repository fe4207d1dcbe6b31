import type { AdapterManifest } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { settingsReader } from "../../src/systems/settings.js";

const manifest = {
  kind: "box",
  settings: [
    { name: "base_url", env: "BOX_BASE_URL", address: true, summary: "" },
    { name: "token", env: "BOX_TOKEN", secret: true, summary: "" },
    { name: "email", env: "BOX_EMAIL", summary: "", simulated: "maya@acme.example" },
    { name: "other", env: "BOX_OTHER", summary: "", simulated: "" },
  ],
  credentials: [{ name: "token", settings: ["base_url", "token"] }],
} as unknown as AdapterManifest;

describe("settings of a simulated system", () => {
  const simulated = (config: Record<string, string>, env: Record<string, string> = {}) => {
    const surroundings = { simulate: { origin: "http://simulator.invalid" }, env };
    const { get } = settingsReader("box", { config, manifest, surroundings });
    return [get("base_url"), get("token"), get("email"), get("other")];
  };
  const usual = ["http://simulator.invalid/box", "simulated-token", "maya@acme.example", ""];

  it("are the simulator's, whatever is configured", () => {
    expect(simulated({})).toEqual(usual);
    const config = {
      base_url: "https://box.example",
      token: "geheim-1",
      email: "me@box.example",
      other: "x",
    };
    expect(simulated(config, { BOX_TOKEN: "geheim-2" })).toEqual(usual);
  });

  it("are the configured ones where these say that they are simulated; addresses never are", () => {
    const [address, ...others] = usual;
    const env = { BOX_TOKEN: "simulated-token/read" };
    expect(simulated({}, env)).toEqual([address, "simulated-token/read", ...others.slice(1)]);
    expect(simulated({ other: "simulated-other", base_url: "simulated-https://box.example" })).toEqual([
      ...usual.slice(0, 3),
      "simulated-other",
    ]);
    expect(simulated({ token: "$" + "{MINE}" }, { MINE: "simulated-mine" })[1]).toBe("simulated-mine");
  });
});
