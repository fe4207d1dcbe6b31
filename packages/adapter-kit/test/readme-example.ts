import {
  type AdapterHost,
  CONTRACT_VERSION,
  defineAdapter,
  defineErrors,
  operationsFor,
  type StepContext,
} from "@pm-orchestrator/core";
import { z } from "zod";
import { cacheStatusOperation, compact, createHttpClient, type HttpCall, pathSegment } from "../src/index.js";

const errors = defineErrors({
  NOTE_NOT_FOUND: { number: 10_001, when: "No such note", suggestions: ["Check the id."] },
  NOTES_API_ERROR: { number: 10_401, when: "Anything else", suggestions: ["Try again later."] },
});
type Code = keyof typeof errors.table;
const api: Code = "NOTES_API_ERROR";

function connect(host: AdapterHost) {
  const http = createHttpClient<Code>({
    host,
    errors,
    codes: { unauthorized: api, forbidden: api, conflict: api, rateLimited: api, timeout: api, api },
    baseUrl: () => host.setting("base_url") ?? "",
    credentials: () => ({ authorization: `Bearer ${host.setting("api_token")}` }),
  });
  return { client: (step: StepContext) => ({ step, send: (call: HttpCall<Code>) => http.send(call, step) }) };
}
type Client = ReturnType<ReturnType<typeof connect>["client"]>;

const note = z.object({ id: z.string(), text: z.string(), author: z.string().nullish() });
const getNote = operationsFor<Client>()({
  summary: "One note",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ note_id: z.string().min(1) }),
  result: z.object({ id: z.string(), text: z.string().optional(), author: z.string().optional() }),
  upstream: ["GET /v1/notes/{id}"],
  example: { note_id: "1" },
  async run({ note_id }, client) {
    const { body } = await client.send({
      method: "GET",
      path: `/v1/notes/${pathSegment(note_id)}`,
      notFound: { code: "NOTE_NOT_FOUND", message: `There is no note ${note_id}.` },
    });
    return compact(note.parse(body));
  },
});

export default defineAdapter({
  contract: CONTRACT_VERSION,
  kind: "notes",
  title: "Notes",
  settings: [
    { name: "base_url", address: true, summary: "Address", default: "https://notes.example" },
    { name: "api_token", env: "NOTES_API_TOKEN", secret: true, summary: "API token" },
  ],
  credentials: [{ name: "api_token", settings: ["api_token"] }],
  slots: {},
  limits: {},
  errors: errors.table,
  probe: { operation: "get_note", params: { note_id: "1" } },
  operations: { get_note: getNote, cache_status: cacheStatusOperation<Client>() },
  connect,
});
