import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { allPages, asked, documentsOf, MINTED_ID, simulatedLinear, stateOf, variablesOf } from "../bench.js";

const id = expect.stringMatching(MINTED_ID);
const DESIGN = "720bc6bd-fff4-4d11-a5b7-ea840482cd55";
const NOWHERE = "00000000-0000-4000-8000-000000000000";

describe("get_document", () => {
  it("answers by id or by the end of the address", async () => {
    const linear = simulatedLinear();
    const answer = await linear.run("get_document", { document_id: DESIGN });
    expect(await asked(linear)).toEqual([{ document: "GetDocument", variables: { id: DESIGN } }]);
    expect(answer).toEqual({
      id: DESIGN,
      title: "Design of JWT authentication",
      content: "## Keys\n\nWe sign with **RS256**.",
      project: { id, name: "API authentication" },
      author: { id, name: "Maya Lindqvist" },
      created: expect.any(String),
      updated: expect.any(String),
      url: expect.stringContaining("/document/design-of-jwt-authentication-"),
    });
    expect(adapter.operations["get_document"]?.result.parse(answer)).toEqual(answer);
    const slug = DESIGN.replaceAll("-", "").slice(0, 12);
    await expect(linear.run("get_document", { document_id: slug })).resolves.toEqual(answer);
    await expect(linear.run("get_document", { document_id: NOWHERE })).rejects.toMatchObject({
      number: 1007,
      details: { document_id: NOWHERE },
    });
  });

  it("tells who changed it last, where that was not the author", async () => {
    const linear = simulatedLinear();
    await linear.run("get_document", { document_id: DESIGN });
    const document = stateOf(linear.world).planning.documents.find((one) => one.id === DESIGN);
    const [, jonas] = linear.world.people;
    if (document !== undefined && jonas !== undefined) document.updatedBy = jonas;
    await expect(linear.run("get_document", { document_id: DESIGN })).resolves.toMatchObject({
      author: { name: "Maya Lindqvist" },
      updated_by: { id, name: "Jonas Weber" },
    });
  });
});

describe("list_documents", () => {
  it("searches by words alone", async () => {
    const linear = simulatedLinear();
    const answer = await linear.run("list_documents", { query: "rotate refresh", limit: 5 });
    expect(await asked(linear)).toEqual([
      { document: "SearchDocuments", variables: { term: "rotate refresh", first: 5 } },
    ]);
    expect(answer).toEqual({
      documents: [
        {
          id: expect.any(String),
          title: "Minutes of the security review",
          issue: "PSN-120",
          author: "Maya Lindqvist",
          updated: expect.any(String),
          url: expect.any(String),
        },
      ],
      page: { total: 1, complete: true },
    });
    expect(adapter.operations["list_documents"]?.result.parse(answer)).toEqual(answer);
  });

  it("filters by everything else", async () => {
    const linear = simulatedLinear();
    await linear.run("list_documents", {
      query: "design",
      project: "API authentication",
      initiative: "Trust",
      team: "PSN",
      creator: "maya@acme.example",
      created_at: "-P1Y",
      updated_at: "2025-01-01",
    });
    const eq = { id: { eq: id } };
    expect(await variablesOf(linear, "ListDocuments")).toEqual({
      filter: {
        title: { containsIgnoreCase: "design" },
        project: eq,
        initiative: eq,
        team: eq,
        creator: eq,
        createdAt: { gte: "-P1Y" },
        updatedAt: { gte: "2025-01-01" },
      },
      first: 50,
    });
    await expect(
      linear.run("list_documents", { creator: "me", created_at: "-P1Y", project: "API authentication" }),
    ).resolves.toMatchObject({ documents: [{ id: DESIGN }] });
    await expect(linear.run("list_documents", { updated_at: "-P1D" })).resolves.toMatchObject({
      documents: [],
    });
  });

  it("pages to the end", async () => {
    const { pages } = await allPages(simulatedLinear(), "list_documents", { limit: 1, list: "documents" });
    expect(pages).toBe(2);
  });
});

describe("create_document", () => {
  it.each([
    [{ project: "API authentication" }, { projectId: id }],
    [{ initiative: "Trust" }, { initiativeId: id }],
    [{ issue_id: "PSN-120" }, { issueId: "PSN-120" }],
    [{ team: "PSN" }, { teamId: id }],
  ])("creates one of %j", async (parent, sent) => {
    const linear = simulatedLinear();
    const params = { title: "Runbook", content: "1. Stop", ...parent };
    const receipt = (await linear.run("create_document", params)) as { id: string };
    expect(await variablesOf(linear, "CreateDocument")).toEqual({
      input: { id, title: "Runbook", content: "1. Stop", ...sent },
    });
    expect(receipt).toEqual({
      id,
      url: expect.stringContaining("/document/runbook-"),
      changed: ["title", "content", Object.keys(parent)[0]],
    });
    await expect(linear.run("get_document", { document_id: receipt.id })).resolves.toMatchObject({
      content: "1. Stop",
    });
  });

  it.each([
    [{}, 1108],
    [{ project: "API authentication", team: "PSN" }, 1108],
    [{ project: "Nowhere" }, 1002],
    [{ initiative: "Nowhere" }, 1011],
    [{ cycle_id: NOWHERE }, 1009],
  ])("refuses to create one of %j", async (parent, number) => {
    await expect(simulatedLinear().run("create_document", { title: "x", ...parent })).rejects.toMatchObject({
      number,
    });
  });
});

describe("update_document", () => {
  it("changes and moves", async () => {
    const linear = simulatedLinear();
    const receipt = await linear.run("update_document", {
      document_id: DESIGN,
      title: "Design",
      content: "New",
      initiative: "Trust",
    });
    expect(await variablesOf(linear, "UpdateDocument")).toEqual({
      id: DESIGN,
      input: { title: "Design", content: "New", initiativeId: id },
    });
    expect(receipt).toMatchObject({ id: DESIGN, changed: ["title", "content", "initiative"] });
    await expect(linear.run("get_document", { document_id: DESIGN })).resolves.toMatchObject({
      content: "New",
      initiative: { name: "Trust" },
    });
    const { cycles } = (await linear.run("list_cycles", { team: "PSN", type: "current" })) as {
      cycles: { id: string }[];
    };
    for (const parent of [
      { project: "API authentication" },
      { issue_id: "PSN-1" },
      { team: "WEB" },
      { cycle_id: cycles[0]?.id },
    ])
      await expect(linear.run("update_document", { document_id: DESIGN, ...parent })).resolves.toMatchObject({
        changed: Object.keys(parent),
      });
    await expect(linear.run("update_document", { document_id: NOWHERE, title: "x" })).rejects.toMatchObject({
      number: 1007,
    });
  });
});

describe("link_document", () => {
  it("attaches the document's address, and leaves the document where it is", async () => {
    const linear = simulatedLinear();
    const receipt = await linear.run("link_document", { issue_id: "PSN-122", document_id: DESIGN });
    expect(await documentsOf(linear)).toEqual(["GetDocument", "LinkUrl"]);
    const url = expect.stringContaining("/document/design-of-jwt-authentication-");
    expect(await variablesOf(linear, "LinkUrl")).toEqual({
      id,
      issueId: "PSN-122",
      url,
      title: "Design of JWT authentication",
    });
    expect(receipt).toEqual({ id, url, changed: ["attachments"] });
    await expect(linear.run("get_document", { document_id: DESIGN })).resolves.toMatchObject({
      project: { name: "API authentication" },
    });
    await expect(
      linear.run("link_document", { issue_id: "PSN-9999", document_id: DESIGN }),
    ).rejects.toMatchObject({ number: 1005 });
  });
});
