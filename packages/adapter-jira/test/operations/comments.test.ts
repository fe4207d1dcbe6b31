import { expect, it } from "vitest";
import { simulatedJira } from "../bench.js";

it("add_comment writes Markdown as a document", async () => {
  const jira = simulatedJira();
  const receipt = await jira.run("add_comment", {
    issue_key: "TRAIN-123",
    body: "Use `RS256`.",
    visibility: { type: "role", value: "Developers" },
  });
  expect(await jira.sent[0]?.json()).toMatchObject({
    body: { type: "doc", content: [{ type: "paragraph" }] },
    visibility: { type: "role", value: "Developers" },
  });
  expect(receipt).toMatchObject({
    key: "TRAIN-123",
    url: expect.stringContaining("/browse/TRAIN-123?focusedCommentId="),
    changed: ["body", "visibility"],
  });
  await expect(
    jira.run("get_issue", { issue_key: "TRAIN-123", expand: ["comments"] }),
  ).resolves.toMatchObject({
    comments: [{}, {}, { body: "Use `RS256`." }],
  });
});
