import {
  baseOf,
  createSimulatorHost,
  defineSimulator,
  HttpResponse,
  http,
  IN_PROCESS_ORIGIN,
  readFaultPlan,
  serveSimulators,
} from "../src/index.js";

const notes = defineSimulator({
  kind: "notes",
  handlers: (world) => {
    const texts = world.state("notes", () => new Map([["1", "Hello"]]));
    return [
      http.get("*/notes/v1/notes/:id", ({ params, request }) => {
        const text = texts.get(String(params["id"]));
        if (text === undefined) return HttpResponse.json({ message: "No such note" }, { status: 404 });
        return HttpResponse.json({ text, self: `${baseOf(request, "notes")}/v1/notes/${params["id"]}` });
      }),
    ];
  },
});

const host = createSimulatorHost({ simulators: { notes: async () => notes }, latencyMs: 20 });
export const inProcess = await host.fetch(`${IN_PROCESS_ORIGIN}/notes/v1/notes/1`);

const server = await serveSimulators(host);
export const served = await fetch(`${server.url}/notes/v1/notes/2`); // 404
await server.close();
export const asked = host.world.log; // [{ kind: "notes", method: "GET", path: "/v1/notes/1", status: 200, write: false, applied: true }, …]

const faults = await readFaultPlan({ seed: 7, rules: [{ fault: "rate_limited", retry_after: 3, times: 1 }] });
const faulty = createSimulatorHost({ simulators: { notes: async () => notes }, faults });
export const limited = await faulty.fetch(`${IN_PROCESS_ORIGIN}/notes/v1/notes/1`); // 429, Retry-After: 3
