import { describe, expect, it } from "vitest";
import { allPages, MINTED_ID, resultOf, simulatedLinear, variablesOf } from "../bench.js";

const id = expect.stringMatching(MINTED_ID);
const RELEASE = "6cf6282c-558d-49ce-aa67-6cc47fb301c5";
const NOTE = "48cabbcd-5744-43a1-aae0-808f24970c2c";
const pipeline = "Public API";

describe("release notes", () => {
  it("are listed and read", async () => {
    const linear = simulatedLinear();
    const answer = await linear.run("list_release_notes", { pipeline });
    expect(await variablesOf(linear, "ListReleaseNotes")).toEqual({
      filter: { pipeline: { id: { eq: id } } },
      first: 50,
    });
    const note = {
      id: NOTE,
      title: "API 2.3.0",
      pipeline: { id, name: pipeline },
      releases: [{ id, name: "API 2.3.0" }],
      updated: expect.any(String),
      url: expect.any(String),
    };
    expect(answer).toEqual({ notes: [note], page: { complete: true } });
    expect(resultOf("list_release_notes")?.parse(answer)).toEqual(answer);
    await expect(linear.run("get_release_note", { note_id: NOTE })).resolves.toEqual({
      ...note,
      content: "- Keys are published as a **JWKS**",
    });
    await linear.run("save_release_note", { pipeline, title: "Next" });
    const { pages } = await allPages(linear, "list_release_notes", { limit: 1, list: "notes" });
    expect(pages).toBe(2);
  });

  it("are written with a minted id, or changed by id", async () => {
    const linear = simulatedLinear();
    const fields = { title: "API 2.4.0", content: "- Tokens", release_ids: [RELEASE] };
    const sent = { title: "API 2.4.0", content: "- Tokens", releaseIds: [RELEASE] };
    await expect(linear.run("save_release_note", { pipeline, ...fields })).resolves.toMatchObject({
      id,
      changed: ["title", "content", "release_ids"],
    });
    expect(await variablesOf(linear, "CreateReleaseNote")).toEqual({
      input: { id, pipelineId: id, ...sent },
    });
    await linear.run("save_release_note", { note_id: NOTE, ...fields });
    expect(await variablesOf(linear, "UpdateReleaseNote")).toEqual({ id: NOTE, input: sent });
    await expect(linear.run("get_release_note", { note_id: NOTE })).resolves.toMatchObject({
      content: "- Tokens",
      releases: [{ id: RELEASE }],
    });
  });

  it.each([
    ["save_release_note", { title: "x" }, 1106],
    ["save_release_note", { note_id: "nope", title: "x" }, 1018],
    ["get_release_note", { note_id: "nope" }, 1018],
  ])("%s refuses %j", async (operation, params, number) => {
    await expect(simulatedLinear().run(operation, params)).rejects.toMatchObject({ number });
  });
});
