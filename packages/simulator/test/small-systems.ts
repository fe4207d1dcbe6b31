import { baseOf, defineSimulator, HttpResponse, http } from "../src/index.js";

/** Resolves when a test says so. */
export function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

/** A system that can do everything that this package must carry. */
export const notes = defineSimulator({
  kind: "notes",
  handlers: (world) => {
    const state = world.state("notes", () => ({ texts: new Map([["1", "Hello"]]) }));
    return [
      http.get("*/notes/v1/notes/:id", ({ params, request }) => {
        const text = state.texts.get(String(params["id"]));
        if (text === undefined) return HttpResponse.json({ message: "no such note" }, { status: 404 });
        return HttpResponse.json({ text, self: `${baseOf(request, "notes")}/v1/notes/${params["id"]}` });
      }),
      http.put("*/notes/v1/notes/:id", async ({ params, request }) => {
        state.texts.set(String(params["id"]), await request.text());
        return new HttpResponse(null, { status: 204 });
      }),
      http.head("*/notes/v1/notes/:id", () =>
        HttpResponse.json({ text: "never sent" }, { headers: { "x-length": "5" } }),
      ),
      http.all("*/notes/echo", async ({ request }) => {
        const type = request.headers.get("content-type") ?? "application/octet-stream";
        return new HttpResponse(await request.arrayBuffer(), {
          headers: { "content-type": type, "x-method": request.method },
        });
      }),
      http.get("*/notes/headers", ({ request }) => {
        const headers = new Headers({ "x-seen": request.headers.get("x-many") ?? "" });
        for (const [name, value] of [
          ["set-cookie", "a=1; Path=/"],
          ["set-cookie", "b=2"],
          ["x-list", "1"],
          ["x-list", "2"],
        ] as const) {
          headers.append(name, value);
        }
        return new HttpResponse("ok", { status: 202, headers });
      }),
      http.get("*/notes/query", ({ request }) => HttpResponse.json([...new URL(request.url).searchParams])),
      http.get("*/notes/throws", () => {
        throw new Error("a defect of the simulator");
      }),
      http.get("*/notes/broken", () => HttpResponse.error()),
      http.get(
        "*/notes/redirect",
        () => new HttpResponse(null, { status: 302, headers: { location: "/notes/v1/notes/1" } }),
      ),
    ];
  },
});

export const loadNotes = async () => notes;
