import { existsSync, readdirSync } from "node:fs";
import type { AdapterManifest } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { json, ROOT, text } from "../support/plugin.js";

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const cli = json("apps/cli/package.json");
const plugin = json("plugin/.claude-plugin/plugin.json");
const { mcpServers } = json("plugin/.mcp.json");

describe("the marketplace", () => {
  const marketplace = json(".claude-plugin/marketplace.json");

  it("has what clients require, and lists the plugin where it is", () => {
    expect(marketplace).toMatchObject({
      name: expect.stringMatching(KEBAB),
      description: expect.stringMatching(/\S/),
      owner: { name: expect.stringMatching(/\S/) },
      plugins: [{ name: plugin.name, source: "./plugin", description: plugin.description }],
    });
    expect(existsSync(new URL("plugin/.claude-plugin/plugin.json", ROOT))).toBe(true);
  });

  it("leaves the version to the plugin: two places would have to agree", () => {
    expect(marketplace.plugins[0]).not.toHaveProperty("version");
    expect(marketplace).not.toHaveProperty("version");
  });

  it("makes nothing of this repository a project's own server: the plugin has a folder for itself", () => {
    expect(existsSync(new URL(".mcp.json", ROOT))).toBe(false);
    expect(readdirSync(new URL(".claude-plugin/", ROOT))).toEqual(["marketplace.json"]);
    expect(readdirSync(new URL("plugin/.claude-plugin/", ROOT))).toEqual(["plugin.json"]);
  });
});

describe("the plugin", () => {
  it("has a name, a version, a description, an author and a licence", () => {
    expect(plugin).toMatchObject({
      name: expect.stringMatching(KEBAB),
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      description: expect.stringMatching(/\S/),
      author: { name: expect.stringMatching(/\S/) },
      license: cli.license,
    });
  });

  it("has the version of the CLI, and starts exactly that version", () => {
    expect(plugin.version).toBe(cli.version);
    expect(mcpServers).toEqual({
      "pm-orchestrator": { command: "npx", args: ["-y", `${cli.name}@${cli.version}`, "mcp"] },
    });
  });

  it("can be started by npx without naming the binary, since there is just one", () => {
    expect(Object.keys(cli.bin)).toEqual(["pmo"]);
  });
});

describe("set-up of other clients", () => {
  const readme = text("packages/mcp/README.md");
  const blocks = [...readme.matchAll(/```(json|toml)\n([\s\S]*?)```/g)].map(([, kind, code = ""]) => ({
    kind,
    code,
  }));
  const START = ["-y", cli.name, "mcp"];

  it("is JSON that starts the same server, under the key that the client reads", () => {
    const configurations = blocks.filter(({ kind }) => kind === "json").map(({ code }) => JSON.parse(code));
    expect(configurations.length).toBeGreaterThanOrEqual(3);
    for (const { mcpServers: most, servers: vsCode } of configurations) {
      const { command, args } = (most ?? vsCode)["pm-orchestrator"];
      expect([command, ...args]).toEqual(["npx", ...START]);
    }
    expect(configurations.some(({ servers }) => servers !== undefined)).toBe(true);
  });

  it("is TOML with the same words for Codex", () => {
    const [codex] = blocks.filter(({ kind }) => kind === "toml");
    expect(codex?.code).toContain("[mcp_servers.pm-orchestrator]");
    expect(codex?.code).toContain(`args = ${JSON.stringify(START).replaceAll(",", ", ")}`);
  });

  it("names only environment variables that an adapter reads", () => {
    const known = ["linear", "jira", "confluence", "slack", "bitbucket"].flatMap((kind) =>
      (json(`packages/adapter-${kind}/manifest.json`) as AdapterManifest).settings.map(({ env }) => env),
    );
    const named = readme.match(/\b(?:LINEAR|JIRA|CONFLUENCE|SLACK|BITBUCKET)_[A-Z_]+\b/g) ?? [];
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });
});
