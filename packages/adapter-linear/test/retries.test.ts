import type { AnyOperation } from "@pm-orchestrator/core";
import type { World } from "@pm-orchestrator/simulator";
import { describe, expect, it } from "vitest";
import adapter from "../src/index.js";
import type { LinearState } from "../src/simulator/state.js";
import { answering, asked, isMutation, losingLinear, sentBody, simulatedLinear, stateOf } from "./bench.js";

const operations: Readonly<Record<string, AnyOperation>> = adapter.operations;
const writes = Object.keys(operations).filter((name) => operations[name]?.effect !== "read");
const withLookUp = writes.filter((name) => operations[name]?.reconcile !== undefined);
const withOwnIds = writes.filter((name) => operations[name]?.retry === "client_id");

const exampleOf = (operation: string) => ({ ...operations[operation]?.example });

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** A result without what was minted for it: ids, ends of addresses that are made of them, and places for files. */
function withoutIds(result: unknown): unknown {
  const text = JSON.stringify(result)
    .replace(UUID, "<id>")
    .replaceAll(/#(?:comment-)?[0-9a-f]{8}|-[0-9a-f]{12}(?=")|\/uploads\/\d+/g, "<id>");
  return JSON.parse(text);
}

/** How many there are of everything. */
function countsIn(world: World): unknown {
  const counts = (things: object): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(things).flatMap(([name, value]): [string, unknown][] => {
        if (Array.isArray(value)) return [[name, value.length]];
        return name === "planning" || name === "releases" ? [[name, counts(value as object)]] : [];
      }),
    );
  return counts(stateOf(world));
}

async function mutationsOf({ sent }: { sent: readonly Request[] }): Promise<Request[]> {
  const are = await Promise.all(sent.map(isMutation));
  return sent.filter((_, index) => are[index]);
}

/** What an operation gives when nothing is lost. */
async function undisturbed(operation: string, params: Record<string, unknown> = exampleOf(operation)) {
  const linear = simulatedLinear();
  const result = await linear.run(operation, params);
  const mutations = await mutationsOf(linear);
  return { result: withoutIds(result), counts: countsIn(linear.world), mutations: mutations.length };
}

const COMMENT = "90078850-0aa0-4fc8-a1a5-bea47cd47a52";
const links = [{ url: "https://acme.slack.example/archives/C1/p2", title: "Why" }];

/** What an integration does with a link that it knows: the attachment then has an address of its own. */
const recognised = ({ attachments }: LinearState) => {
  for (const one of attachments.filter(({ url }) => url === links[0]?.url)) one.url = `${one.url}?cid=C1`;
};
const nothing = () => {};

/** Last mutations of operations that their examples leave out, with what finds by its id what they created. */
const BEYOND_EXAMPLES: readonly {
  operation: string;
  params: Record<string, unknown>;
  lookUp(id: unknown): Awaited<ReturnType<typeof asked>>[number];
  meanwhile?: typeof recognised;
}[] = [
  {
    operation: "create_issue",
    params: { team: "PSN", title: "One", links },
    lookUp: (id) => ({ document: "CreatedAttachment", variables: { id } }),
    meanwhile: recognised,
  },
  {
    operation: "update_issue",
    params: { issue_id: "PSN-121", title: "One", links },
    lookUp: (id) => ({ document: "CreatedAttachment", variables: { id } }),
    meanwhile: recognised,
  },
  {
    operation: "update_issue",
    params: { issue_id: "PSN-121", related_to: ["PSN-2"] },
    lookUp: (id) => ({ document: "CreatedRelation", variables: { id } }),
  },
  {
    operation: "update_checklist_items",
    params: { issue_id: "PSN-119", indices: [1], mark_complete: true, add_comment: true },
    lookUp: (id) => ({ document: "CreatedComment", variables: { id } }),
  },
  {
    operation: "create_reaction",
    params: { emoji: "eyes", comment_id: COMMENT },
    lookUp: () => ({ document: "ReactionsToComment", variables: { id: COMMENT } }),
  },
  {
    operation: "save_status_update",
    params: { type: "initiative", initiative: "trust", body: "Beta is out." },
    lookUp: (id) => ({ document: "InitiativeUpdates", variables: { filter: { id: { eq: id } }, first: 1 } }),
  },
];

describe("what writes declare", () => {
  it.each(writes)("%s can be retried safely", (name) => {
    expect(["natural", "client_id"]).toContain(operations[name]?.retry);
  });

  it.each(withOwnIds)("%s sends an id that the step minted", async (name) => {
    const [one, other] = [simulatedLinear(), simulatedLinear()];
    const idsIn = async (linear: typeof one) => {
      await linear.run(name, exampleOf(name));
      const bodies = await Promise.all((await mutationsOf(linear)).map((request) => sentBody(request)));
      return new Set(JSON.stringify(bodies.map(({ variables }) => variables)).match(UUID));
    };
    const [ids, others] = [await idsIn(one), await idsIn(other)];
    expect([...ids].filter((id) => !others.has(id))).not.toEqual([]);
  });
});

describe("a write whose answer gets lost", () => {
  it.each(writes)("is done once, and answers as ever: %s", async (name) => {
    const clean = await undisturbed(name);
    expect(clean.mutations).toBeGreaterThan(0);
    for (let after = 0; after < clean.mutations; after++) {
      const linear = losingLinear({ applied: true, after, patient: true });
      expect(withoutIds(await linear.run(name, exampleOf(name)))).toEqual(clean.result);
      expect(await mutationsOf(linear)).toHaveLength(clean.mutations + 1);
      expect(countsIn(linear.world)).toEqual(clean.counts);
    }
  });

  it.each(BEYOND_EXAMPLES)(
    "is found when its resend is refused: $operation of $params",
    async ({ operation, params, lookUp, meanwhile = nothing }) => {
      const clean = await undisturbed(operation, params);
      const linear = losingLinear({ applied: true, after: clean.mutations - 1, patient: true, meanwhile });
      const result = await linear.run(operation, params);
      expect(withoutIds(result)).toEqual(clean.result);
      expect(operations[operation]?.result.parse(result)).toEqual(result);
      expect(countsIn(linear.world)).toEqual(clean.counts);
      const [lost, again, look] = (await asked(linear)).slice(-3);
      expect(again).toEqual(lost);
      const { id, input } = (lost?.variables ?? {}) as { id?: string; input?: { id?: string } };
      expect(look).toEqual(lookUp(input?.id ?? id));
    },
  );

  it.each(writes)("is done when it had not arrived: %s", async (name) => {
    const clean = await undisturbed(name);
    const linear = losingLinear({ applied: false, patient: true });
    expect(withoutIds(await linear.run(name, exampleOf(name)))).toEqual(clean.result);
    expect(countsIn(linear.world)).toEqual(clean.counts);
  });

  // The last mutation is the one whose outcome is looked for.
  it.each(withLookUp)("is found, or not, when it is sent no more: %s", async (name) => {
    const { result, counts, mutations } = await undisturbed(name);
    const after = mutations - 1;
    const lost = losingLinear({ applied: true, after });
    await expect(lost.run(name, exampleOf(name))).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
    const before = lost.sent.length;
    const found = await lost.reconcile(name, exampleOf(name));
    expect(withoutIds(found)).toEqual(result);
    expect(operations[name]?.result.parse(found)).toEqual(found);
    expect(countsIn(lost.world)).toEqual(counts);
    expect(await mutationsOf({ sent: lost.sent.slice(before) })).toEqual([]);

    const never = losingLinear({ applied: false, after });
    await expect(never.run(name, exampleOf(name))).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
    await expect(never.reconcile(name, exampleOf(name))).resolves.toBeUndefined();
  });

  it.each(withLookUp)("is not taken for what another step made: %s", async (name) => {
    const linear = losingLinear({ applied: false, after: (await undisturbed(name)).mutations });
    await linear.run(name, exampleOf(name));
    // One that is there already need not be made.
    if (name !== "link_issues") {
      await linear.run(name, exampleOf(name)).catch(() => undefined);
      await expect(linear.reconcile(name, exampleOf(name))).resolves.toBeUndefined();
    }
  });

  it("tells of links that were not even tried", async () => {
    const params = { team: "PSN", title: "One", links: [{ url: "https://example.com/a" }] };
    const linear = losingLinear({ applied: true });
    await expect(linear.run("create_issue", params)).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
    await expect(linear.reconcile("create_issue", params)).resolves.toMatchObject({
      identifier: "PSN-124",
      warnings: [{ what: "link https://example.com/a", code: "CREATION_FAILED" }],
    });
  });

  it.each([
    ["save_status_update", { type: "project", update_id: "43739b91-2f06-49d9-af95-cebbf24ebd76", body: "x" }],
    ["save_milestone", { milestone_id: "43739b91-2f06-49d9-af95-cebbf24ebd76", name: "x" }],
    ["save_release", { release_id: "43739b91-2f06-49d9-af95-cebbf24ebd76", name: "x" }],
    ["save_release_note", { note_id: "43739b91-2f06-49d9-af95-cebbf24ebd76", title: "x" }],
    ["link_issues", { issue_id: "PSN-1", related_issue_id: "PSN-2", type: "blocks", remove: true }],
  ])("is not looked for where nothing would tell: %s", async (name, params) => {
    const linear = simulatedLinear();
    await expect(linear.reconcile(name, params)).resolves.toBeUndefined();
    expect(linear.calls).toBe(0);
  });
});

describe("a refusal because the id is taken", () => {
  const words = [
    ["conflict on insert of Issue", { type: "invalid input", code: "INPUT_ERROR" }],
    ["duplicate key value violates unique constraint", { type: "internal error" }],
    ["The id already exists", { code: "INPUT_ERROR" }],
  ] as const;
  const refusing = (message: string, extensions: object, issue: object | null) =>
    answering(async (request) => {
      const { query } = await sentBody(request);
      if (query.includes("query Teams") || query.includes("teams("))
        return Response.json({ data: { teams: { nodes: [{ id: "t", key: "PSN", name: "Passenger" }] } } });
      if (query.includes("CreatedIssue"))
        return issue === null
          ? Response.json({
              errors: [{ message: "Entity not found: Issue", extensions: { type: "invalid input" } }],
            })
          : Response.json({ data: { issue } });
      return Response.json({ errors: [{ message, extensions }] });
    });
  const issue = { id: "1", identifier: "PSN-124", url: "https://linear.app/x" };

  it.each(words)("is success when the issue is there: %s", async (message, extensions) => {
    const linear = refusing(message, extensions, issue);
    await expect(linear.run("create_issue", { team: "PSN", title: "x" })).resolves.toMatchObject(issue);
    expect((await asked(linear)).at(-1)).toMatchObject({ document: "CreatedIssue" });
  });

  it.each(words)("is a conflict when it is not: %s", async (message, extensions) => {
    const linear = refusing(message, extensions, null);
    await expect(linear.run("create_issue", { team: "PSN", title: "x" })).rejects.toMatchObject({
      code: "LINEAR_CONFLICT",
    });
  });
});
