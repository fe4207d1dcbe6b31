import { describe, expect, it } from "vitest";
import { answering, BASE, parsed, simulatedBitbucket, target } from "../bench.js";

const pr42 = { repository: "acme/platform", id: 42 };
const receipt = (changed: string[]) => ({ id: "42", url: `${BASE}/acme/platform/pull-requests/42`, changed });

interface Reviewed {
  approved_by: { name: string }[];
  changes_requested_by: { name: string }[];
}

describe.each([
  ["approve_pull_request", "unapprove_pull_request", "approve", "approved_by"],
  ["request_changes", "remove_change_request", "request-changes", "changes_requested_by"],
] as const)("%s and %s", (give, takeBack, path, list) => {
  const mine = async (bitbucket: ReturnType<typeof simulatedBitbucket>) => {
    const found = (await bitbucket.run("get_pull_request", pr42)) as Reviewed;
    return found[list].some(({ name }) => name === "Maya Lindqvist");
  };

  it("give a verdict and take it back", async () => {
    const bitbucket = simulatedBitbucket();
    const given = await bitbucket.run(give, pr42);
    expect(given).toEqual(receipt(["review"]));
    expect(parsed(give, given)).toEqual(given);
    expect(await mine(bitbucket)).toBe(true);
    expect(await bitbucket.run(takeBack, pr42)).toEqual(receipt(["review"]));
    expect(await mine(bitbucket)).toBe(false);
    const writes = bitbucket.sent.filter(({ method }) => method !== "GET");
    expect(writes.map((request) => `${request.method} ${target(request)}`)).toEqual([
      `POST /repositories/acme/platform/pullrequests/42/${path}`,
      `DELETE /repositories/acme/platform/pullrequests/42/${path}`,
    ]);
    expect(writes.every(({ body }) => body === null)).toBe(true);
  });

  it("find nothing to change the second time", async () => {
    const bitbucket = simulatedBitbucket();
    expect(await bitbucket.run(takeBack, pr42)).toEqual(receipt([]));
    await bitbucket.run(give, pr42);
    expect(await bitbucket.run(give, pr42)).toEqual(receipt([]));
  });

  it.each([
    [{ ...pr42, id: 9999 }, 5002],
    [{ ...pr42, id: 5 }, 5301],
    [{ ...pr42, repository: "acme/payroll" }, 5005],
  ])("tell what is in the way: %j", async (params, number) => {
    for (const operation of [give, takeBack]) {
      await expect(simulatedBitbucket().run(operation, params)).rejects.toMatchObject({ number });
    }
  });

  it("keep a conflict of another kind", async () => {
    const busy = { type: "error", error: { message: "You can't do that while a merge is running." } };
    const bitbucket = answering(() => Response.json(busy, { status: 409 }));
    await expect(bitbucket.run(give, pr42)).rejects.toMatchObject({ number: 5405 });
  });
});

it("somebody has one verdict at most", async () => {
  const bitbucket = simulatedBitbucket();
  await bitbucket.run("request_changes", pr42);
  await bitbucket.run("approve_pull_request", pr42);
  await expect(bitbucket.run("get_pull_request", pr42)).resolves.toMatchObject({
    approved_by: [{ name: "Tom Okafor" }, { name: "Maya Lindqvist" }],
    changes_requested_by: [],
  });
});
