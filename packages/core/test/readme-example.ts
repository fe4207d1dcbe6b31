import { z } from "zod";
import { CONTRACT_VERSION, defineAdapter, defineErrors, operationsFor } from "../src/index.js";

const errors = defineErrors({
  NOTE_NOT_FOUND: { number: 10_001, when: "No such note", suggestions: ["Check the id."] },
});
const operation = operationsFor<(id: string) => Promise<Response>>();

export default defineAdapter({
  contract: CONTRACT_VERSION,
  kind: "notes",
  title: "Notes",
  settings: [{ name: "api_token", env: "NOTES_API_TOKEN", secret: true, summary: "API token" }],
  credentials: [{ name: "api_token", settings: ["api_token"] }],
  slots: {},
  limits: {},
  errors: errors.table,
  probe: { operation: "get_note", params: { id: "1" } },
  connect: ({ fetch, setting }) => ({
    client:
      ({ signal }) =>
      (id: string) => {
        const headers = { authorization: `Bearer ${setting("api_token")}` };
        return fetch(`https://notes.example/v1/notes/${encodeURIComponent(id)}`, { headers, signal });
      },
  }),
  operations: {
    get_note: operation({
      summary: "One note",
      effect: "read",
      retry: "natural",
      params: z.strictObject({ id: z.string().min(1) }),
      result: z.object({ text: z.string() }),
      upstream: ["GET /v1/notes/{id}"],
      example: { id: "1" },
      async run({ id }, fetchNote) {
        const answer = await fetchNote(id);
        if (answer.ok) return { text: await answer.text() };
        throw errors.create("NOTE_NOT_FOUND", { message: `There is no note ${id}.` });
      },
    }),
  },
});
