import { describe, expect, it } from "vitest";
import { simulatedJira } from "../bench.js";

const issue_key = "TRAIN-123";

it("get_remote_links lists pages elsewhere", async () => {
  await expect(simulatedJira().run("get_remote_links", { issue_key })).resolves.toEqual({
    remote_links: [
      {
        id: "31001",
        url: "https://wiki.acme.example/authentication",
        title: "Authentication design",
        relationship: "designed in",
      },
    ],
  });
});

describe("create_remote_link", () => {
  const page = { issue_key, url: "https://status.acme.example/7", title: "Incident 7" };

  it("makes a link that is changed when it is made again", async () => {
    const jira = simulatedJira();
    const first = await jira.run("create_remote_link", {
      ...page,
      summary: "Tokens expired",
      relationship: "caused by",
      icon_url: "https://status.acme.example/icon.png",
    });
    expect(await jira.sent[0]?.json()).toEqual({
      globalId: page.url,
      relationship: "caused by",
      object: {
        url: page.url,
        title: page.title,
        summary: "Tokens expired",
        icon: { url16x16: "https://status.acme.example/icon.png" },
      },
    });
    expect(first).toMatchObject({ created: true, changed: expect.arrayContaining(["url", "title"]) });
    const { id } = first as { id: string };
    await expect(
      jira.run("create_remote_link", { ...page, title: "Incident 7, closed" }),
    ).resolves.toMatchObject({ id, created: false });
    await expect(jira.run("get_remote_links", { issue_key })).resolves.toMatchObject({
      remote_links: [{}, { id, title: "Incident 7, closed" }],
    });
  });

  it("changes the link of another id when told to", async () => {
    const jira = simulatedJira();
    const global_id = "https://wiki.acme.example/authentication";
    await expect(jira.run("create_remote_link", { ...page, global_id })).resolves.toMatchObject({
      id: "31001",
      created: false,
    });
    await expect(jira.run("get_remote_links", { issue_key })).resolves.toMatchObject({
      remote_links: [{ id: "31001", url: page.url }],
    });
  });

  it.each(["javascript:alert(1)", "ftp://acme.example/x", "wiki/page"])("refuses %s", async (url) => {
    await expect(simulatedJira().run("create_remote_link", { ...page, url })).rejects.toThrow();
  });
});
