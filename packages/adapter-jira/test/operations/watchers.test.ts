import { expect, it } from "vitest";
import { simulatedJira } from "../bench.js";

const issue_key = "TRAIN-123";

it("get_watchers tells who watches", async () => {
  await expect(simulatedJira().run("get_watchers", { issue_key })).resolves.toEqual({
    watchers: ["Elena Petrova", "Jonas Weber", "Priya Natarajan"].map((name) => ({
      id: expect.any(String),
      name,
    })),
    total: 3,
    watching: false,
  });
});

it("add_watcher takes a person, by default the account itself", async () => {
  const jira = simulatedJira();
  const receipt = await jira.run("add_watcher", { issue_key });
  expect(await jira.sent.at(-1)?.json()).toMatch(/^[0-9a-f]{24}$/);
  expect(receipt).toMatchObject({
    key: issue_key,
    changed: ["watchers"],
    watcher: { name: "Maya Lindqvist" },
  });
  await expect(jira.run("get_watchers", { issue_key })).resolves.toMatchObject({ total: 4, watching: true });
});

it("remove_watcher takes a name", async () => {
  const jira = simulatedJira();
  await jira.run("remove_watcher", { issue_key, user: "priya natarajan" });
  expect(new URL(jira.sent.at(-1)?.url ?? "").searchParams.get("accountId")).toMatch(/^[0-9a-f]{24}$/);
  await expect(jira.run("get_watchers", { issue_key })).resolves.toMatchObject({ total: 2 });
});

it("remove_watcher ends the account's own watching", async () => {
  const jira = simulatedJira();
  await jira.run("add_watcher", { issue_key });
  await jira.run("remove_watcher", { issue_key });
  await expect(jira.run("get_watchers", { issue_key })).resolves.toMatchObject({ watching: false });
});

it("remove_watcher asks who the account is when nobody has yet", async () => {
  const jira = simulatedJira();
  await jira.run("remove_watcher", { issue_key, user: "me" });
  expect(jira.calls).toBe(2);
});

it.each(["add_watcher", "remove_watcher"])("%s wants to know which of two is meant", async (name) => {
  await expect(simulatedJira().run(name, { issue_key, user: "Alex Kim" })).rejects.toMatchObject({
    number: 2110,
    details: { candidates: [{}, {}] },
  });
});
