import { describe, expect, it } from "vitest";
import { matcherOf } from "../../src/faults/matching.js";
import type { Matching } from "../../src/faults/plan.js";

const asked = { kind: "jira", method: "POST", pathname: "/rest/api/3/issue/TRAIN-1/comment", write: true };

describe("matcherOf", () => {
  it.each([
    [{}, true],
    [{ kind: "jira" }, true],
    [{ kind: "linear" }, false],
    [{ method: "post" }, true],
    [{ method: "GET" }, false],
    [{ write: true }, true],
    [{ write: false }, false],
    [{ path: "/rest/api/3/issue/TRAIN-1/comment" }, true],
    [{ path: "/rest/api/3/issue/*/comment" }, true],
    [{ path: "/rest/api/3/issue/*" }, false],
    [{ path: "/rest/**" }, true],
    [{ path: "**/comment" }, true],
    [{ path: "/rest/api/{2,3}/issue/*/{comment,worklog}" }, true],
    [{ path: "/rest/api/3/ISSUE/**" }, false],
    [{ kind: "jira", method: "POST", path: "/rest/**", write: false }, false],
  ] as [Matching, boolean][])("%j: %s", (rule, fits) => {
    expect(matcherOf(rule)(asked)).toBe(fits);
  });

  it("takes a dot for a letter like others, as in Slack's methods", () => {
    const slack = { kind: "slack", method: "POST", pathname: "/chat.postMessage", write: true };
    expect(matcherOf({ path: "/chat.*" })(slack)).toBe(true);
    expect(matcherOf({ path: "/*" })({ ...slack, pathname: "/.hidden" })).toBe(true);
    expect(matcherOf({ path: "!/chat.*" })(slack)).toBe(false);
  });
});
