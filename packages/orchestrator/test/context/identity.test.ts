import type { GatherAnswer } from "@pm-orchestrator/core";
import { gatherAnswerSchema } from "@pm-orchestrator/core/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readText } from "../../src/routing/texts.js";
import { simulated } from "../support/simulated.js";

const WIKI = "https://acme.atlassian.net/wiki";

/** The answer, and the paths of what was sent for it. */
async function gathered(request: Parameters<ReturnType<typeof simulated>["lazyGatherContext"]>[0]) {
  const sent: string[] = [];
  const orchestrator = simulated(
    {
      systems: {
        jira: { project_keys: "TRAIN" },
        linear: { team_keys: "PSN" },
        confluence: {},
        slack: {},
        bitbucket: {},
      },
    },
    ({ url }) => {
      sent.push(new URL(url).pathname);
      return undefined;
    },
  );
  const answer = await orchestrator.lazyGatherContext(request);
  expect(gatherAnswerSchema.parse(answer)).toEqual(answer);
  return { answer, sent };
}

const targetsOf = ({ data }: GatherAnswer) => (data?.results ?? []).map(({ target }) => target);

/** Names of one thing, in each of which it can be seen before anything is read. */
const SPELLINGS: Record<string, readonly string[]> = {
  "a page": [
    `${WIKI}/spaces/TECH/pages/98752/JWT+authentication+design`,
    `${WIKI}/spaces/TECH/pages/98752`,
    `${WIKI}/spaces/TECH/pages/98752/An+older+title?focusedCommentId=110001#comment`,
    `${WIKI}/spaces/TECH/pages/edit-v2/98752`,
    `${WIKI}/pages/viewpage.action?pageId=98752`,
    `${WIKI}/x/wIEB`,
    "98752",
  ],
  "an issue of Jira": [
    "TRAIN-123",
    "train-123",
    " TRAIN-123 ",
    "https://acme.atlassian.net/browse/train-123",
    "https://acme.atlassian.net/jira/software/c/projects/TRAIN/issues/TRAIN-123",
    "https://acme.atlassian.net/jira/software/projects/TRAIN/boards/1?selectedIssue=TRAIN-123",
  ],
  "an issue of Linear": [
    "PSN-120",
    "psn-120",
    "https://linear.app/acme/issue/PSN-120/a-slug",
    "https://linear.app/acme/issue/psn-120",
    "https://linear.app/acme/issue/PSN-120/a-slug#comment-1a2b3c",
  ],
  "a pull request": [
    "https://bitbucket.org/acme/platform/pull-requests/42",
    "https://bitbucket.org/Acme/Platform/pull-requests/42/diff",
    "acme/platform#42",
    "platform#42",
    "Platform#42",
  ],
};

describe("one thing under many names", () => {
  it.each(Object.entries(SPELLINGS))("%s is read once where its names say it", async (_, targets) => {
    const { answer } = await gathered({ targets: [...targets] });
    expect(answer.error).toBeUndefined();
    expect(targetsOf(answer)).toEqual(targets.slice(0, 1));
    expect(answer.data?.results[0]?.success).toBe(true);
    expect(answer.metadata.operations_executed).toBe(1);
    expect(answer.data?.not_followed?.map(({ target, because }) => [target, because])).toEqual(
      targets.slice(1).map((target) => [target, "it is the same as targets[0]"]),
    );
  });

  it("a page by its title and by its id is answered once, with what either read brought", async () => {
    const titled = `${WIKI}/display/TECH/JWT+authentication+design`;
    const commented = `${WIKI}/spaces/TECH/pages/98752?focusedCommentId=110001`;
    const { answer } = await gathered({ targets: [titled, "TRAIN-1", commented] });
    expect(targetsOf(answer)).toEqual([titled, "TRAIN-1"]);
    expect(answer.data?.results[0]?.data).toMatchObject({ id: "98752", comments: expect.any(Array) });
    expect(answer.data?.not_followed).toEqual([
      { target: commented, system: "confluence", because: "it is the same as targets[0]" },
    ]);
    // Both were calls, and are counted.
    expect(answer.metadata.operations_executed).toBe(3);
  });

  it("two spellings of one title are one page too", async () => {
    const { answer } = await gathered({
      targets: [
        `${WIKI}/display/TECH/JWT+authentication+design`,
        `${WIKI}/pages/viewpage.action?spaceKey=TECH&title=JWT%20authentication%20design`,
      ],
    });
    expect(answer.data?.results).toHaveLength(1);
    expect(answer.metadata.operations_executed).toBe(1);
  });

  it("a channel by its name and by its id is one", async () => {
    const first = await gathered({ targets: ["#engineering"] });
    const channel = first.answer.data?.results[0]?.data as { id: string } | undefined;
    const id = channel?.id ?? "";
    const { answer } = await gathered({ targets: [id, "#engineering"] });
    expect(targetsOf(answer)).toEqual([id]);
  });

  it("what a thing leads to is not read again when it turns out to be one that was named otherwise", async () => {
    const titled = `${WIKI}/display/TECH/JWT+authentication+design`;
    const { answer, sent } = await gathered({
      targets: [titled, "TRAIN-123"],
      follow: { depth: 1, kinds: ["page"] },
    });
    // TRAIN-123 is mentioned on that page, which a search finds by its id.
    expect(answer.data?.searches?.some(({ system, found }) => system === "confluence" && found > 0)).toBe(
      true,
    );
    const ids = (answer.data?.results ?? []).flatMap(({ system, data }) =>
      system === "confluence" ? [(data as { id: string }).id] : [],
    );
    expect(ids.filter((id) => id === "98752")).toHaveLength(1);
    expect(sent.filter((path) => path.endsWith("/pages/98752"))).toEqual([]);
  });

  it("a read that failed is never hidden by another, nor an operation of the request", async () => {
    const { answer } = await gathered({
      operations: [{ system: "confluence", operation: "get_page", params: { page_id: "98752" } }],
      targets: ["98752", `${WIKI}/display/TECH/No+such+page`, "99999999"],
    });
    expect(answer.data?.results.map(({ success }) => success)).toEqual([true, true, false, false]);
    expect(answer.data?.not_followed ?? []).toEqual([]);
  });
});

describe("short links", () => {
  it("are the id of their page", () => {
    /** As Atlassian's own script makes them. */
    const shortOf = (id: bigint) => {
      const bytes = Buffer.alloc(8);
      bytes.writeBigUInt64LE(id);
      return bytes
        .toString("base64")
        .replaceAll("/", "-")
        .replaceAll("+", "_")
        .replace(/[A=]+$/, "");
    };
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }), (id) => {
        expect(readText(shortOf(id), "tiny_id")).toBe(String(id));
      }),
    );
    for (const text of ["", "A", "AAAAAAAAAAA", "___________", "wIEBwIEBwIEB", "w EB", "w.EB"])
      expect(readText(text, "tiny_id")).toBeUndefined();
  });
});
