import { answeringFetch, benchFor } from "@pm-orchestrator/adapter-kit/testing";
import { describe, expect, it } from "vitest";
import adapter from "../src/index.js";

/** What was sent to ask who one is, with these settings. */
async function sentWith(settings: Record<string, string>, status = 200) {
  const bench = benchFor(adapter, {
    settings: { base_url: "https://api.bitbucket.org/2.0", ...settings },
    fetch: answeringFetch(() =>
      Response.json({ uuid: "{1}", display_name: "Maya", nickname: "maya" }, { status }),
    ),
  });
  const outcome = await bench.run("get_current_user").catch((error: unknown) => error);
  return { request: bench.sent[0], outcome };
}

describe("credentials", () => {
  it("are e-mail and API token as Basic", async () => {
    const { request } = await sentWith({ email: "maya@acme.example", api_token: "token-1" });
    const pair = Buffer.from("maya@acme.example:token-1").toString("base64");
    expect(request?.headers.get("authorization")).toBe(`Basic ${pair}`);
    expect(request?.url).toBe("https://api.bitbucket.org/2.0/user");
  });

  it("are an access token as Bearer, before anything else", async () => {
    const { request } = await sentWith({
      access_token: "access-1",
      email: "maya@acme.example",
      api_token: "token-1",
    });
    expect(request?.headers.get("authorization")).toBe("Bearer access-1");
  });

  it("that have expired are told at once", async () => {
    const { outcome } = await sentWith({ access_token: "access-1" }, 401);
    expect(outcome).toMatchObject({ code: "BITBUCKET_API_UNAUTHORIZED", number: 5404, retryable: false });
    expect(JSON.stringify(outcome)).not.toContain("access-1");
  });

  it("may be either of the two", () => {
    expect(adapter.credentials.map(({ settings }) => settings)).toEqual([
      ["email", "api_token"],
      ["access_token"],
    ]);
  });
});
