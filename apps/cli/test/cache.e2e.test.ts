import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pmo, pmoJson, startSimulators, temporaryFolder } from "./pmo.js";

const GET_PROJECT = ["call", "jira", "get_project", "project=TRAIN"];

/** A real Jira, as far as the program can tell. */
async function realJira() {
  const { url } = await startSimulators();
  const home = temporaryFolder();
  const env = {
    JIRA_BASE_URL: `${url}/jira`,
    JIRA_EMAIL: "maya@acme.example",
    JIRA_API_TOKEN: "simulated-api_token",
  };
  return { home, env, options: { home, env } };
}

describe("pmo cache", () => {
  it("keeps look-ups for the next command, readable by their owner only, and clears them", async () => {
    const { home, env, options } = await realJira();
    const calls = async (own = options) => (await pmoJson(GET_PROJECT, own)).answer.metadata["mcp_calls"];
    expect(await calls()).toBe(1);
    expect(await calls()).toBe(0);

    const folder = join(home, ".cache", "pmo", "look-ups");
    const files = readdirSync(folder);
    expect(files.length).toBeGreaterThan(0);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const file of files) {
      expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
      expect(readFileSync(join(folder, file), "utf8")).not.toContain("simulated-api_token");
    }

    const { answer } = await pmoJson(["cache", "--detailed"], options);
    const store = { kind: "disk", entries: files.length, by_system: { jira: { entries: files.length } } };
    expect(answer).toMatchObject({
      success: true,
      data: { overall: { total_hits: 0 } },
      metadata: { store },
    });
    const told = await pmo(["cache", "--detailed"], options);
    expect(told.stderr).toMatch(
      new RegExp(`On disk: ${files.length} entries, [0-9.]+ kB: jira ${files.length} `),
    );

    // Somebody else's credentials, and their own cache folder.
    const stranger = { ...env, JIRA_EMAIL: "priya@acme.example" };
    expect(await calls({ home, env: stranger })).toBe(1);
    const elsewhere = { ...env, PMO_CACHE_DIR: temporaryFolder() };
    expect(await calls({ home, env: elsewhere })).toBe(1);

    expect((await pmoJson(["cache", "clear"], options)).answer.data).toEqual({ cleared: true });
    expect((await pmo(["cache", "clear"], options)).stdout).toBe("Cleared: the cache on disk.\n");
    expect((await pmoJson(["cache"], options)).answer.metadata).toMatchObject({ store: { entries: 0 } });
    expect(await calls()).toBe(1);
  });

  it("warms what can be spoken to", async () => {
    const { options } = await realJira();
    const { code, stdout } = await pmo(["cache", "warm"], options);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^jira list_projects +succeeded, .*, 1 call$/m);
    const { answer } = await pmoJson(GET_PROJECT, options);
    expect(answer.metadata).toMatchObject({ cached: true, mcp_calls: 0 });
    const nobody = await pmoJson(["cache", "warm"]);
    expect([nobody.code, nobody.answer.data]).toEqual([3, { reads: [] }]);
  });

  it("keeps nothing in memory's stead, and nothing that is simulated", async () => {
    const { home, env } = await realJira();
    const cwd = temporaryFolder({ "c.yaml": "cache: { store: memory }\n" });
    await pmoJson([...GET_PROJECT, "--config", "c.yaml"], { cwd, home, env });
    await pmoJson([...GET_PROJECT, "--simulate"], { home });
    await pmoJson([...GET_PROJECT, `--simulate=${env.JIRA_BASE_URL.replace(/\/jira$/, "")}`], { home });
    expect(readdirSync(home)).toEqual([]);
    expect((await pmo(["cache", "--simulate"], { home })).stderr).toContain(
      "Nothing is kept beyond this process",
    );
  });

  it("does not answer pmo doctor from what was kept", async () => {
    const { url, child } = await startSimulators();
    const linear = `{ base_url: "${url}/linear", api_key: simulated-api_key }`;
    const cwd = temporaryFolder({ "c.yaml": `systems: { linear: ${linear} }\n` });
    const options = { cwd, home: temporaryFolder() };
    const state = async () => {
      const { answer } = await pmoJson(["doctor", "--config", "c.yaml"], options);
      return (answer.data as { systems: { state: string }[] }).systems.map((system) => system.state);
    };
    expect(await state()).toEqual(["ok"]);
    const gone = new Promise((resolve) => child.once("close", resolve));
    child.kill("SIGINT");
    await gone;
    const me = ["call", "linear", "get_user", "user=me", "--config", "c.yaml"];
    expect((await pmoJson(me, options)).answer.metadata).toMatchObject({ cached: true, mcp_calls: 0 });
    expect(await state()).toEqual(["failed"]);
  });
});
