import { describe, expect, it } from "vitest";
import { answering, parsed, simulatedBitbucket, target } from "../bench.js";

interface Found {
  pull_requests: { id: number; title: string; source: string; state: string; repository: string }[];
  more_in?: string[];
  page: { next?: string; complete: boolean };
}

describe("search_pull_requests", () => {
  it("finds by title or branch, in one repository, in any state", async () => {
    const bitbucket = simulatedBitbucket();
    const found = (await bitbucket.run("search_pull_requests", {
      repository: "platform",
      query: "jwt",
    })) as Found;
    expect(target(bitbucket.sent[0])).toBe(
      '/repositories/acme/platform/pullrequests?q=(title~"jwt" OR source.branch.name~"jwt") AND ' +
        '(state="OPEN" OR state="MERGED" OR state="DECLINED" OR state="SUPERSEDED")&pagelen=50',
    );
    expect(found.pull_requests).toEqual([
      expect.objectContaining({ id: 42, repository: "acme/platform", author: "Maya Lindqvist" }),
    ]);
    expect(parsed("search_pull_requests", found)).toEqual(found);
  });

  it("finds in one state", async () => {
    const bitbucket = simulatedBitbucket();
    const params = { repository: "platform", query: "seat-reservations", state: "DECLINED" };
    const found = (await bitbucket.run("search_pull_requests", params)) as Found;
    expect(found.pull_requests.length).toBeGreaterThan(0);
    expect(
      found.pull_requests.every(({ state, source }) => state === "DECLINED" && /seat-res/.test(source)),
    ).toBe(true);
  });

  it("lets no text out of its quotes", async () => {
    const found = (await simulatedBitbucket().run("search_pull_requests", {
      repository: "platform",
      query: '") OR (state="OPEN',
    })) as Found;
    expect(found.pull_requests).toEqual([]);
  });

  it("searches every repository of a workspace, and says where there is more", async () => {
    const bitbucket = simulatedBitbucket();
    const found = (await bitbucket.run("search_pull_requests", { query: "TRAIN-", limit: 5 })) as Found;
    expect(bitbucket.sent.map((request) => target(request).replace(/\?.*/, ""))).toEqual([
      "/repositories/acme",
      "/repositories/acme/platform/pullrequests",
      "/repositories/acme/web/pullrequests",
      "/repositories/acme/infrastructure/pullrequests",
      "/repositories/acme/handbook/pullrequests",
    ]);
    expect(found.more_in).toEqual(["acme/platform", "acme/web", "acme/infrastructure"]);
    expect(found.page).toEqual({ complete: false });
    expect(new Set(found.pull_requests.map(({ repository }) => repository)).size).toBe(4);
    expect(parsed("search_pull_requests", found)).toEqual(found);
  });

  it("goes on with the next repositories of a large workspace", async () => {
    const bitbucket = answering(({ url }) => {
      const { pathname, searchParams } = new URL(url);
      if (pathname.endsWith("/pullrequests")) return Response.json({ values: [] });
      const page = Number(searchParams.get("page") ?? 1);
      const values = [{ full_name: `acme/r${page}` }];
      return Response.json({ values, ...(page < 2 ? { next: `${url}&page=2` } : {}) });
    });
    const first = (await bitbucket.run("search_pull_requests", { query: "x" })) as Found;
    expect(first.page).toEqual({ next: expect.any(String), complete: false });
    const params = { query: "x", page_token: first.page.next };
    await expect(bitbucket.run("search_pull_requests", params)).resolves.toMatchObject({
      page: { complete: true },
    });
    expect(bitbucket.sent.map((request) => target(request).replace(/&pagelen.*/, "")).at(2)).toBe(
      "/repositories/acme?sort=-updated_on",
    );
    expect(target(bitbucket.sent[3])).toContain("/repositories/acme/r2/pullrequests?");
  });

  it.each([
    [{ query: "x", repository: "nope" }, 5001],
    [{ query: "x", workspace: "nobody" }, 5007],
  ])("tells what is missing: %j", async (params, number) => {
    await expect(simulatedBitbucket().run("search_pull_requests", params)).rejects.toMatchObject({ number });
  });

  it("needs a workspace from somewhere", async () => {
    await expect(
      simulatedBitbucket({ workspace: "" }).run("search_pull_requests", { query: "x" }),
    ).rejects.toMatchObject({ number: 5101 });
  });
});

describe("get_pending_review_prs", () => {
  it("finds what waits for oneself, or for somebody else", async () => {
    const bitbucket = simulatedBitbucket();
    const params = { repositories: ["platform", "acme/web", "acme/Platform"] };
    const mine = (await bitbucket.run("get_pending_review_prs", params)) as Found;
    expect(bitbucket.sent.map((request) => target(request).replace(/\{[^}]*\}/, "{me}"))).toEqual([
      "/user",
      '/repositories/acme/platform/pullrequests?q=state="OPEN" AND reviewers.uuid="{me}"&fields=+values.participants&pagelen=50',
      '/repositories/acme/web/pullrequests?q=state="OPEN" AND reviewers.uuid="{me}"&fields=+values.participants&pagelen=50',
    ]);
    expect(mine.pull_requests.map(({ id }) => id)).toEqual([61, 41]);
    expect(parsed("get_pending_review_prs", mine)).toEqual(mine);
    const priyas = (await bitbucket.run("get_pending_review_prs", { ...params, reviewer: "priya" })) as Found;
    expect(priyas.pull_requests).toContainEqual(expect.objectContaining({ id: 42 }));
  });

  it("leaves out what the reviewer has judged already", async () => {
    const bitbucket = simulatedBitbucket();
    const toms = (await bitbucket.run("get_pending_review_prs", {
      repositories: ["acme/platform"],
      reviewer: "Tom Okafor",
    })) as Found;
    expect(toms.pull_requests.some(({ id }) => id === 42)).toBe(false);
    const mine = (await bitbucket.run("get_pending_review_prs", {
      repositories: ["acme/platform"],
    })) as Found;
    await bitbucket.run("request_changes", { repository: "acme/platform", id: 61 });
    const after = (await bitbucket.run("get_pending_review_prs", {
      repositories: ["acme/platform"],
    })) as Found;
    expect(after.pull_requests).toEqual(mine.pull_requests.slice(1));
  });

  it("tells a repository that is not there, by name", async () => {
    await expect(
      simulatedBitbucket().run("get_pending_review_prs", { repositories: ["acme/platform", "acme/nope"] }),
    ).rejects.toMatchObject({ number: 5001, details: { repository: "acme/nope" } });
  });
});
