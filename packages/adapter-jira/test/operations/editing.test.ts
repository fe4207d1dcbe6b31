import { describe, expect, it } from "vitest";
import { RICH_COMMENT, RICH_DESCRIPTION } from "../../src/simulator/rich-text.js";
import { simulatedJira } from "../bench.js";

const issue_key = "TRAIN-130";
const [opening, image, closing] = RICH_DESCRIPTION.content;

async function editableDescription(jira: ReturnType<typeof simulatedJira>): Promise<string> {
  const issue = (await jira.run("get_issue", { issue_key, editable: true })) as { description: string };
  return issue.description;
}

async function sentFields(jira: ReturnType<typeof simulatedJira>): Promise<Record<string, unknown>> {
  const body = (await jira.sent.at(-1)?.json()) as { fields?: Record<string, unknown> } | undefined;
  return body?.fields ?? {};
}

describe("update_issue with a description", () => {
  it("gives placeholders for what Markdown cannot say, when it is read to be edited", async () => {
    const text = await editableDescription(simulatedJira());
    expect(text).toMatch(/\[\[1: .*Noor Haddad.*\]\]/);
    expect(text.match(/\[\[\d+: /g)?.length).toBeGreaterThanOrEqual(2);
  });

  it("leaves every block that was not edited as it is", async () => {
    const jira = simulatedJira();
    const text = await editableDescription(jira);
    const receipt = await jira.run("update_issue", {
      issue_key,
      description: text.replace("Tests come last.", "Tests come **first**."),
    });
    expect(await sentFields(jira)).toEqual({
      description: {
        type: "doc",
        version: 1,
        content: [opening, image, expect.objectContaining({ type: "paragraph" })],
      },
    });
    expect(receipt).toMatchObject({ changed: ["description"] });
    expect(receipt).not.toHaveProperty("removed");
  });

  it("puts what was kept back within an edited block", async () => {
    const jira = simulatedJira();
    const text = await editableDescription(jira);
    await jira.run("update_issue", { issue_key, description: text.replace("Ask ", "Always ask ") });
    const { description } = (await sentFields(jira)) as { description: typeof RICH_DESCRIPTION };
    expect(JSON.stringify(description)).toContain("@Noor Haddad");
    expect(description.content.slice(1)).toEqual([image, closing]);
  });

  it("refuses to lose anything, unless it may", async () => {
    const jira = simulatedJira();
    await expect(jira.run("update_issue", { issue_key, description: "All new." })).rejects.toMatchObject({
      number: 2108,
      details: { reason: "placeholder_missing", placeholders: expect.any(Array) },
    });
    expect(jira.sent.every(({ method }) => method === "GET")).toBe(true);
    await expect(
      jira.run("update_issue", { issue_key, description: "All new.", allow_removal: true }),
    ).resolves.toMatchObject({
      changed: ["description"],
      removed: expect.arrayContaining([expect.stringContaining("Noor Haddad")]),
    });
    await expect(jira.run("get_issue", { issue_key })).resolves.toMatchObject({ description: "All new." });
  });
});

describe("update_comment", () => {
  it("keeps whom a comment calls", async () => {
    const jira = simulatedJira();
    const { comments } = (await jira.run("get_comments", { issue_key, editable: true })) as {
      comments: { id: string; body: string }[];
    };
    const [{ id, body } = { id: "", body: "" }] = comments;
    await jira.run("update_comment", {
      issue_key,
      comment_id: id,
      body: body.replace("today", "tomorrow"),
    });
    expect(await jira.sent.at(-1)?.json()).toEqual(
      JSON.parse(JSON.stringify({ body: RICH_COMMENT }).replace("today", "tomorrow")),
    );
    await expect(
      jira.run("update_comment", { issue_key, comment_id: id, body: "Never mind." }),
    ).rejects.toMatchObject({ number: 2108 });
    await expect(
      jira.run("update_comment", { issue_key, comment_id: id, body: "Never mind.", allow_removal: true }),
    ).resolves.toMatchObject({ removed: [expect.stringContaining("Noor Haddad")] });
  });
});

it("batch_get_issues and the comments of get_issue can be read to be edited too", async () => {
  const answer = await simulatedJira().run("batch_get_issues", {
    keys: [issue_key],
    expand: ["comments"],
    editable: true,
  });
  expect(answer).toMatchObject({
    issues: [
      {
        description: expect.stringContaining("[[1: "),
        comments: [{ body: expect.stringContaining("[[1: ") }],
      },
    ],
  });
});
