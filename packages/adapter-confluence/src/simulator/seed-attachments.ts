import type { SimAttachment, SimPage } from "./state.js";

/** The smallest picture: one pixel. */
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const FILES: readonly (Pick<SimAttachment, "filename" | "mediaType" | "author" | "comment"> & {
  under: string;
  content: string | { base64: string };
})[] = [
  {
    under: "JWT authentication design",
    filename: "token-flow.png",
    mediaType: "image/png",
    author: "maya",
    comment: "Who asks whom for a token",
    content: { base64: PIXEL },
  },
  {
    under: "JWT authentication design",
    filename: "claims.json",
    mediaType: "application/json",
    author: "maya",
    comment: "",
    content: '{\n  "iss": "https://api.acme.example",\n  "scope": ["seats:read"]\n}\n',
  },
  {
    under: "Threat model",
    filename: "threats.csv",
    mediaType: "text/csv",
    author: "priya",
    comment: "For the audit",
    content: "threat,answer\nstolen access token,15 minutes\n",
  },
];

/** The files that stand on pages from the beginning. */
export function seedAttachments(
  pages: ReadonlyMap<string, SimPage>,
  nextId: () => string,
): Map<string, SimAttachment> {
  const files = FILES.map(({ under, content, ...file }): SimAttachment => {
    const page = [...pages.values()].find(({ title }) => title === under);
    const bytes = typeof content === "string" ? Buffer.from(content) : Buffer.from(content.base64, "base64");
    return {
      ...file,
      id: `att${nextId()}`,
      page: page?.id ?? "",
      bytes: new Uint8Array(bytes),
      created: page?.created ?? "",
      version: 1,
    };
  });
  return new Map(files.map((file) => [file.id, file]));
}
