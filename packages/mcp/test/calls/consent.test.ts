import type { Server, ServerContext } from "@modelcontextprotocol/server";
import type { ProposedWrite } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { canElicit } from "../../src/calls/client.js";
import { Consents } from "../../src/calls/consent.js";

const WRITE: ProposedWrite = {
  id: "post",
  system: "slack",
  operation: "post_message",
  effect: "write",
  params: { text: "x" },
  allowed: false,
};

/** A call as it comes, perhaps with the reply to a question. */
function context(state?: string, reply?: unknown): ServerContext {
  const mcpReq = {
    requestState: () => state,
    inputResponses: reply === undefined ? undefined : { consent: reply },
  };
  return { mcpReq } as unknown as ServerContext;
}

/** Asks, and answers the state that goes with the question. */
function ask(consents: Consents, call: unknown): string {
  const outcome = consents.of([WRITE], { call, context: context(), canAsk: true });
  if (!("ask" in outcome) || outcome.ask.requestState === undefined) throw new Error("It should ask.");
  return outcome.ask.requestState;
}

describe("a reply to a question", () => {
  const of = (consents: Consents, call: unknown, state: string, reply: unknown) =>
    consents.of([WRITE], { call, context: context(state, reply), canAsk: true });

  it("is good for the very call, once", () => {
    const consents = new Consents();
    const state = ask(consents, { a: 1 });
    expect(of(consents, { a: 1 }, state, { action: "accept" })).toEqual({ given: true });
    expect(of(consents, { a: 1 }, state, { action: "accept" })).toHaveProperty("ask");
  });

  it.each([
    ["another call", { a: 2 }, undefined, { action: "accept" }],
    ["a question that nobody asked", { a: 1 }, "00000000-0000-0000-0000-000000000000", { action: "accept" }],
  ])("to %s is none: it is asked again", (_what, call, forged, reply) => {
    const consents = new Consents();
    const state = ask(consents, { a: 1 });
    expect(of(consents, call, forged ?? state, reply)).toHaveProperty("ask");
  });

  it.each([
    [{ action: "decline" }],
    [{ action: "cancel" }],
    [{}],
    [{ action: true }],
    [{ action: "ACCEPT" }],
  ])("%j is a no", (reply) => {
    const consents = new Consents();
    const state = ask(consents, { a: 1 });
    expect(of(consents, { a: 1 }, state, reply)).toMatchObject({ refused: { number: 6013 } });
    // And a no cannot be made a yes afterwards.
    expect(of(consents, { a: 1 }, state, { action: "accept" })).toHaveProperty("ask");
  });

  it("that is no object is none", () => {
    const consents = new Consents();
    const state = ask(consents, { a: 1 });
    for (const reply of ["accept", null, 7])
      expect(of(consents, { a: 1 }, state, reply)).toHaveProperty("ask");
  });

  it("to one of too many open questions is asked for again", () => {
    const consents = new Consents();
    const first = ask(consents, { a: 0 });
    for (let other = 1; other <= 100; other += 1) ask(consents, { a: other });
    expect(of(consents, { a: 0 }, first, { action: "accept" })).toHaveProperty("ask");
  });
});

describe("whether a client can ask its user", () => {
  const server = (elicitation?: object) =>
    ({
      getClientCapabilities: () => (elicitation === undefined ? {} : { elicitation }),
    }) as unknown as Server;
  const KEY = "io.modelcontextprotocol/clientCapabilities";
  const request = (elicitation?: object) =>
    ({
      mcpReq: elicitation === undefined ? {} : { envelope: { [KEY]: { elicitation } } },
    }) as unknown as ServerContext;

  it.each([
    [undefined, false],
    [{}, true],
    [{ form: {} }, true],
    [{ form: {}, url: {} }, true],
    [{ url: {} }, false],
  ])("%j: %s, said at the beginning or with the request", (elicitation, can) => {
    expect(canElicit(server(elicitation), request())).toBe(can);
    if (elicitation !== undefined) expect(canElicit(server(), request(elicitation))).toBe(can);
  });
});
