import { describe, expect, it } from "vitest";
import { modulesOf } from "./pmo.js";
import { asInput, GATHER, jiraSteps } from "./requests.js";

/** Which adapter packages and which of the heavy libraries are among the modules. */
function loaded(modules: readonly string[]): { adapters: string[]; libraries: string[] } {
  const adapters = modules.flatMap((url) => /\/adapter-(?!kit\/)([a-z]+)\//.exec(url)?.[1] ?? []);
  const heavy = ["zod", "graphology", "msw", "listr2", "cli-table3", "yaml", "graphql", "path-to-regexp"];
  // Ours comes bundled: as one file of core's.
  const isOf = (name: string) => (url: string) =>
    url.includes(`/node_modules/${name}/`) || (name === "zod" && url.endsWith("/core/dist/zod.js"));
  const libraries = heavy.filter((name) => modules.some(isOf(name)));
  return { adapters: [...new Set(adapters)].sort(), libraries };
}

describe("what a command loads", () => {
  it.each([[["--help"]], [["ops"]], [["ops", "jira", "get_issue"]], [["adapters"]], [["metrics"]]])(
    "%j: neither adapters nor libraries",
    async (args) => {
      const modules = await modulesOf(args);
      expect(modules.some((url) => url.endsWith("/apps/cli/dist/bin.js"))).toBe(true);
      expect(loaded(modules)).toEqual({ adapters: [], libraries: [] });
    },
  );

  it("a gather of jira and slack: exactly these two adapters, and no graph library", async () => {
    const operations = GATHER.operations.filter(({ system }) => system !== "confluence");
    const { adapters, libraries } = loaded(
      await modulesOf(["gather", "-", "--simulate", "--json"], asInput({ operations })),
    );
    expect(adapters).toEqual(["jira", "slack"]);
    expect(libraries).not.toContain("graphology");
    expect(libraries).not.toContain("listr2");
    expect(libraries).toContain("zod");
  });

  it("a target: exactly its adapter, and what matches targets only for that", async () => {
    const { adapters } = loaded(await modulesOf(["call", "TRAIN-123", "--simulate", "--json"]));
    expect(adapters).toEqual(["jira"]);
    const plan = async (request: object) =>
      loaded(await modulesOf(["plan", "-", "--simulate"], asInput(request)));
    expect(await plan({ target: "TRAIN-123" })).toEqual({
      adapters: [],
      libraries: ["zod", "yaml", "path-to-regexp"],
    });
    expect((await plan(GATHER)).libraries).toEqual(["zod", "yaml"]);
  });

  it("a batch: no graph library, with edges or without", async () => {
    const tied = jiraSteps({ id: "a" }, { id: "b", depends_on: ["a"] });
    for (const steps of [jiraSteps({ id: "a" }, { id: "b" }), tied]) {
      const { adapters, libraries } = loaded(await modulesOf(["run", "-", "--simulate"], asInput(steps)));
      expect(adapters).toEqual(["jira"]);
      expect(libraries).not.toContain("graphology");
    }
  });

  it("a plan: no adapter, although it is checked against schemas", async () => {
    const { adapters, libraries } = loaded(
      await modulesOf(["plan", "-", "--simulate"], asInput(jiraSteps({ id: "a" }))),
    );
    expect(adapters).toEqual([]);
    expect(libraries).toEqual(["zod", "yaml"]);
  });
});
