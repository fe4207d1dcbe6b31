import { describe, expect, it } from "vitest";
import { BASE, simulatedHost } from "../bench.js";

const authorization = `Basic ${Buffer.from("maya@acme.example:simulated-api_token").toString("base64")}`;
const PR = `${BASE}/repositories/acme/platform/pullrequests`;

/** One simulated Bitbucket, asked as any client would. */
function asking() {
  const host = simulatedHost();
  return async (method: string, path: string, body?: object) => {
    const response = await host.fetch(`${PR}/${path}`, {
      method,
      headers: { authorization, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: "manual",
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === "" ? undefined : JSON.parse(text),
    };
  };
}

const error = (message: string) => ({ type: "error", error: expect.objectContaining({ message }) });

describe("as Bitbucket does it, the simulated one", () => {
  it("takes a change without reviewers for a wish to have none", async () => {
    const ask = asking();
    const { body } = await ask("PUT", "42", { title: "Anew" });
    expect(body).toMatchObject({ title: "Anew", reviewers: [] });
  });

  it("never publishes a pending comment through an update", async () => {
    const ask = asking();
    const added = await ask("POST", "42/comments", { content: { raw: "Later" }, pending: true });
    expect(added).toMatchObject({ status: 201, body: { pending: true } });
    const fields = { pending: ["extra keys not allowed"] };
    expect(
      await ask("PUT", `42/comments/${added.body.id}`, { content: { raw: "Now" }, pending: false }),
    ).toMatchObject({ status: 400, body: { error: { fields } } });
  });

  it("leads from a pull request to its differences", async () => {
    const { status, headers } = await asking()("GET", "42/diff");
    expect(status).toBe(302);
    expect(decodeURIComponent(headers.get("location") ?? "")).toMatch(
      /\/diff\/acme\/platform:[0-9a-f]{12}\r[0-9a-f]{12}\?from_pullrequest_id=42&topic=true$/,
    );
  });

  it("moves the destination when it merges, and takes the source branch away", async () => {
    const ask = asking();
    const merged = await ask("POST", "42/merge", { close_source_branch: true });
    expect(merged.body).toMatchObject({ state: "MERGED", merge_commit: { hash: expect.any(String) } });
    const again = await ask("POST", "", {
      title: "Again",
      source: { branch: { name: "feature/TRAIN-123-jwt-middleware" } },
    });
    expect(again.status).toBe(400);
    expect((await ask("GET", "42/commits")).body.values).toHaveLength(2);
    expect((await ask("GET", "42")).body.destination.commit).toEqual(merged.body.destination.commit);
  });

  it.each([
    ["PUT", "5", { title: "x" }, 400, "Only open pull requests can be mutated."],
    ["POST", "5/decline", undefined, 400, "This pull request is already merged."],
    ["POST", "5/approve", undefined, 400, "You can't do that: the pull request is already merged."],
    ["DELETE", "42/approve", undefined, 404, "You haven't approved this pull request."],
    ["POST", "42/comments", {}, 400, "Bad request"],
    ["PUT", "42/comments/4201", { content: { raw: "x" } }, 403, "You can only edit your own comments."],
    ["POST", "42/comments/4201/resolve", undefined, 409, "Comment has already been resolved."],
    ["GET", "42/comments/__proto__", undefined, 404, "Comment not found"],
    ["POST", "42/tasks", { content: { raw: "" } }, 400, "Task content cannot be blank."],
    ["GET", "42/tasks?q=constructor%3D1", undefined, 400, "Invalid field name: constructor"],
  ])("refuses %s %s", async (method, path, body, status, message) => {
    const answer = await asking()(method, path, body);
    expect(answer).toMatchObject({ status, body: error(message) });
  });
});
