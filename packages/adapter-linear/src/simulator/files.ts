import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { CREDENTIALS } from "./endpoint.js";
import type { LinearState } from "./state.js";

/** Linear's storage: files are put where `fileUpload` says, without credentials, and read with them. */
export function fileEndpoints({ releases: { files } }: LinearState) {
  const nameOf = (url: string) => new URL(url).pathname.split("/").slice(-2).join("/");
  return [
    http.put("*/storage/:number/:name", async ({ request }) => {
      const file = files.get(nameOf(request.url));
      const signed = new URL(request.url).searchParams.get("signature") === "simulated";
      if (file === undefined || !signed || request.headers.has("authorization"))
        return new HttpResponse("<Error><Code>SignatureDoesNotMatch</Code></Error>", {
          status: 403,
          headers: { "content-type": "application/xml" },
        });
      const bytes = new Uint8Array(await request.arrayBuffer());
      const wanted = `${bytes.byteLength},${bytes.byteLength}`;
      if (
        request.headers.get("content-type") !== file.contentType ||
        request.headers.get("x-goog-content-length-range") !== wanted
      )
        return new HttpResponse("<Error><Code>EntityTooLarge</Code></Error>", {
          status: 400,
          headers: { "content-type": "application/xml" },
        });
      files.set(nameOf(request.url), { ...file, bytes });
      return new HttpResponse(null, { status: 200 });
    }),

    http.get("*/uploads/:number/:name", ({ request }) => {
      if (!CREDENTIALS.has(request.headers.get("authorization") ?? ""))
        return HttpResponse.json({ error: "Unauthorized" }, { status: 401 });
      const file = files.get(nameOf(request.url));
      if (file === undefined) return HttpResponse.json({ error: "Not found" }, { status: 404 });
      return new HttpResponse(new Uint8Array(file.bytes), {
        headers: {
          "content-type": file.contentType,
          "content-disposition": `inline; filename="${file.filename}"`,
        },
      });
    }),
  ];
}
