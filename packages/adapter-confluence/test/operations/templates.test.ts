import { describe, expect, it } from "vitest";
import { pagesOf, parsed, pathsOf, simulatedConfluence } from "../bench.js";

const decision = "1540100";
const runbook = "1540132";

/** A text with the marks that the editor has put on the blocks of a template. */
function withMarks(text: string): RegExp {
  const id = '"[0-9a-f]{12}"';
  const marked = text
    .replace(/<(p|h2)>/g, `<$1 local-id=${id}>`)
    .replace(
      / data-layout="default"\/>/,
      ` data-layout="default" ac:local-id=${id} ac:macro-id="[0-9a-f-]{36}" />`,
    );
  return new RegExp(`^${marked}$`);
}

describe("list_page_templates", () => {
  it("lists those for all spaces, or those of one", async () => {
    const confluence = simulatedConfluence();
    const general = await confluence.run("list_page_templates", { limit: 10 });
    expect(general).toEqual({
      templates: [
        { id: decision, name: "Decision", description: "What was decided, and why", labels: ["decision"] },
      ],
      page: { complete: true },
    });
    expect(parsed("list_page_templates", general)).toEqual(general);
    await expect(confluence.run("list_page_templates", { space: "TECH" })).resolves.toMatchObject({
      templates: [{ id: runbook, space: "TECH" }],
    });
    await expect(
      confluence.run("list_page_templates", { space: "65540", page_token: "1" }),
    ).resolves.toMatchObject({ templates: [], page: { complete: true } });
    expect(new URL(confluence.sent.at(-1)?.url ?? "").searchParams.get("start")).toBe("1");
  });
});

describe("get_page_template", () => {
  it("shows the text, and where the values go", async () => {
    const found = await simulatedConfluence().run("get_page_template", { template_id: decision });
    expect(found).toMatchObject({
      name: "Decision",
      variables: ["decision", "why"],
      body: expect.stringContaining("## Decision\n\n{decision}"),
    });
    expect(parsed("get_page_template", found)).toEqual(found);
  });

  it("says which is not there", async () => {
    await expect(
      simulatedConfluence().run("get_page_template", { template_id: "4711" }),
    ).rejects.toMatchObject({ code: "TEMPLATE_NOT_FOUND", number: 3008, details: { template_id: "4711" } });
  });
});

describe("create_page_from_template", () => {
  it("fills the values in, keeps macros, and puts the template's labels on the page", async () => {
    const confluence = simulatedConfluence();
    const receipt = (await confluence.run("create_page_from_template", {
      template_id: decision,
      space: "TECH",
      title: "Decision: RS256",
      parent_id: pagesOf.design,
      values: { decision: "RS256 < ES256?", why: "Keys.\nPublic ones." },
      labels: ["jwt"],
    })) as { id: string };
    expect(pathsOf(confluence.sent).sort()).toEqual([
      "GET /wiki/api/v2/spaces",
      `GET /wiki/rest/api/template/${decision}`,
      "POST /wiki/api/v2/pages",
      `POST /wiki/rest/api/content/${receipt.id}/label`,
    ]);
    const sent = confluence.sent.find(({ url }) => url.endsWith("/pages"));
    expect(await sent?.json()).toEqual({
      spaceId: "65538",
      status: "current",
      title: "Decision: RS256",
      parentId: pagesOf.design,
      body: {
        representation: "storage",
        value: expect.stringMatching(
          withMarks(
            "<h2>Decision</h2><p>RS256 &lt; ES256\\?</p><h2>Why</h2><p>Keys\\.<br/>Public ones\\.</p>" +
              '<ac:structured-macro ac:name="children" ac:schema-version="2" data-layout="default"/>',
          ),
        ),
      },
    });
    expect(receipt).toEqual({
      id: expect.any(String),
      url: expect.stringMatching(/\/spaces\/TECH\/pages\/\d+$/),
      changed: ["space", "title", "parent_id", "values", "labels"],
      version: 1,
    });
    expect(parsed("create_page_from_template", receipt)).toEqual(receipt);
    await expect(
      confluence.run("get_page", { page_id: receipt.id, expand: ["labels"] }),
    ).resolves.toMatchObject({ labels: ["decision", "jwt"] });
  });

  it("tells the truth when the labels are refused although the page exists", async () => {
    const confluence = simulatedConfluence({
      instead: ({ url }) =>
        url.endsWith("/label") ? Response.json({ message: "No." }, { status: 403 }) : undefined,
    });
    const page = { template_id: runbook, space: "65538", title: "Rotate keys" };
    const receipt = await confluence.run("create_page_from_template", page);
    expect(receipt).toMatchObject({
      changed: ["space", "title"],
      warnings: ["The page was created, but not its labels (runbook): No."],
    });
    expect(parsed("create_page_from_template", receipt)).toEqual(receipt);
  });

  it("wants every value, and no other, before anything is written", async () => {
    const confluence = simulatedConfluence();
    await expect(
      confluence.run("create_page_from_template", {
        template_id: decision,
        space: "TECH",
        title: "T",
        values: { decision: "x", whi: "y" },
      }),
    ).rejects.toMatchObject({
      number: 3103,
      details: { fields: ["values.why"], unknown: ["whi"], available: ["decision", "why"] },
    });
    expect(confluence.sent.every(({ method }) => method === "GET")).toBe(true);
  });
});
