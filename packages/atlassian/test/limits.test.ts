import { describe, expect, it } from "vitest";
import { limitOfRefusal, readAtlassianBudget } from "../src/index.js";

describe("limitOfRefusal", () => {
  it.each([
    ["jira-burst-based", "requests"],
    ["jira-per-issue-on-write", "issue_writes"],
    ["jira-quota-global-based", "quota"],
    ["jira-quota-tenant-based", "quota"],
    ["confluence-burst-based", "requests"],
    ["confluence-quota-tenant-based", "quota"],
    ["conf-global-based", "quota"],
    ["jira-cost-based", undefined],
    ["", undefined],
  ])("reads %s as %s", (reason, domain) => {
    expect(limitOfRefusal(new Headers(reason === "" ? {} : { "ratelimit-reason": reason }))).toBe(domain);
  });
});

describe("readAtlassianBudget", () => {
  const now = Date.parse("2026-03-05T10:00:00Z");
  const budget = (remaining: string, reset: string) =>
    readAtlassianBudget(new Headers({ "x-ratelimit-remaining": remaining, "x-ratelimit-reset": reset }), now);

  it("tells the limit by the time until it is filled again", () => {
    expect(budget("12", "2026-03-05T10:00:01Z")).toEqual({
      remaining: 12,
      resetsInMs: 1000,
      domain: "requests",
    });
    expect(budget("64500", "2026-03-05T10:30:00Z")).toEqual({
      remaining: 64500,
      resetsInMs: 1_800_000,
      domain: "quota",
    });
  });

  it("says nothing where either is missing or makes no sense", () => {
    expect(budget("12", "soon")).toBeUndefined();
    expect(readAtlassianBudget(new Headers({ "x-ratelimit-remaining": "5" }), now)).toBeUndefined();
  });
});
