import { describe, expect, it } from "vitest";
import { parsed, simulatedBitbucket, target } from "../bench.js";

const at = { repository: "platform", workspace: "acme" };
const BRANCH = "feature/TRAIN-123-jwt-middleware";

interface Compared {
  from?: string;
  to: string;
  files: { path: string; status: string }[];
  page: { next?: string };
  diff?: string;
}

describe("compare", () => {
  it("reads a spec as git does, and sends it as Bitbucket does: what has the changes first", async () => {
    const bitbucket = simulatedBitbucket();
    const found = (await bitbucket.run("compare", {
      ...at,
      spec: `main...${BRANCH}`,
      path: "src",
      include_diff: true,
      context_lines: 0,
    })) as Compared;
    const spec = `${found.to}..${found.from}`;
    expect(bitbucket.sent.map(target)).toEqual([
      '/repositories/acme/platform/refs?q=name="main"',
      `/repositories/acme/platform/refs?q=name="${BRANCH}"`,
      `/repositories/acme/platform/diffstat/${spec}?path=src&topic=true&pagelen=50`,
      `/repositories/acme/platform/diff/${spec}?path=src&topic=true&context=0`,
    ]);
    expect(found.files).toContainEqual({
      path: "src/auth/jwt.ts",
      status: "added",
      added: expect.any(Number),
      removed: 0,
    });
    expect(found.diff).toContain("+++ b/src/auth/jwt.ts");
    expect(found.diff).not.toContain("NOTES.md");
    expect(parsed("compare", found)).toEqual(found);
  });

  it("tells what is on the other side too when two dots ask for it", async () => {
    const bitbucket = simulatedBitbucket();
    const since = (await bitbucket.run("compare", { ...at, spec: `main...${BRANCH}` })) as Compared;
    const against = (await bitbucket.run("compare", { ...at, spec: `${BRANCH}..main` })) as Compared;
    expect(target(bitbucket.sent.at(-1))).toContain("?topic=false");
    const status = ({ files }: Compared) => files.find(({ path }) => path === "src/auth/jwt.ts")?.status;
    expect([status(since), status(against)]).toEqual(["added", "removed"]);
    expect(since.diff).toBeUndefined();
  });

  it("shows one commit against its parent", async () => {
    const bitbucket = simulatedBitbucket();
    const found = (await bitbucket.run("compare", { ...at, spec: BRANCH })) as Compared;
    expect(found.from).toBeUndefined();
    expect(target(bitbucket.sent[1])).toBe(`/repositories/acme/platform/diffstat/${found.to}?pagelen=50`);
    expect(found.files.map(({ path }) => path)).toContain("src/auth/jwt.ts");
  });

  it("takes HEAD for the default branch", async () => {
    const bitbucket = simulatedBitbucket();
    const named = (await bitbucket.run("compare", { ...at, spec: `main..${BRANCH}` })) as Compared;
    await expect(bitbucket.run("compare", { ...at, spec: `HEAD..${BRANCH}` })).resolves.toEqual(named);
  });

  it("pages through the files", async () => {
    const bitbucket = simulatedBitbucket();
    const params = { ...at, spec: `main...${BRANCH}`, limit: 2 };
    const first = (await bitbucket.run("compare", params)) as Compared;
    const second = (await bitbucket.run("compare", { ...params, page_token: first.page.next })) as Compared;
    expect(first.files).toHaveLength(2);
    expect(second.files[0]?.path).not.toBe(first.files[0]?.path);
  });

  it.each([
    ["main..nope", 5003],
    ["0123456789ab", 5008],
  ])("tells what is not there: %s", async (spec, number) => {
    await expect(simulatedBitbucket().run("compare", { ...at, spec })).rejects.toMatchObject({ number });
  });

  it.each(["", "main..", "..main", "a....b", "a b..c", "a..b..c d"])("refuses %j", async (spec) => {
    const bitbucket = simulatedBitbucket();
    await expect(bitbucket.run("compare", { ...at, spec })).rejects.toThrow();
    expect(bitbucket.calls).toBe(0);
  });
});
