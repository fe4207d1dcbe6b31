import { compact, pageSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { slice } from "../lookups/slice.js";
import { operation } from "../operation.js";
import { slicingParams } from "../schemas.js";

export const listEmoji = operation({
  summary: "The workspace's own emoji; Slack's standard ones work without being listed",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    query: z.string().min(1).optional().describe("a part of the name"),
    ...slicingParams(1000),
  }),
  result: z.object({
    emoji: z.array(
      z.object({
        name: z.string(),
        url: z.string().optional().describe("of the picture"),
        alias_for: z.string().optional().describe("name of another emoji"),
      }),
    ),
    page: pageSchema,
  }),
  upstream: ["emoji.list"],
  expectedMs: 500,
  example: {},
  async run({ query = "", ...paging }, slack) {
    const { emoji = {} } = await slack.call<{ emoji?: Record<string, string> }>({ method: "emoji.list" });
    const wanted = query.replaceAll(":", "").toLowerCase();
    const { shown, page } = slice(
      Object.entries(emoji).filter(([name]) => name.includes(wanted)),
      paging,
    );
    return { emoji: shown.map(([name, value]) => emojiOf(name, value)), page };
  },
});

function emojiOf(name: string, value: string) {
  const [, other] = /^alias:(.+)$/.exec(value) ?? [];
  return compact({ name, url: other === undefined ? value : undefined, alias_for: other });
}
