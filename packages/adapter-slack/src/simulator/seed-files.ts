import type { SimFile } from "./state.js";

const encoder = new TextEncoder();

/** The smallest PNG there is: one grey point. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==",
  "base64",
);

const DESIGN = `# JWT authentication for the public API

- Access tokens live 15 minutes, refresh tokens rotate (TRAIN-123).
- Keys are published as a JWKS document.
`;

/** Files that are there from the beginning, in a channel, and a drawing that lies elsewhere. */
export function seedFiles(engineering: string): SimFile[] {
  const created = Date.UTC(2025, 10, 17, 9) / 1000;
  const file = (id: string, name: string, rest: Partial<SimFile>): SimFile => ({
    id,
    name,
    title: name,
    mediaType: "text/plain",
    author: "maya",
    created,
    content: new Uint8Array(),
    channelIds: [engineering],
    ...rest,
  });
  return [
    ...Array.from({ length: 120 }, (_, index) =>
      file(`F0LOG${String(index).padStart(6, "0")}`, `load-test-${index + 1}.log`, {
        author: "liam",
        created: created - (120 - index) * 3600,
        content: encoder.encode(`run ${index + 1}: 0 errors\n`),
      }),
    ),
    file("F0JWTDESIGN", "jwt-design.md", {
      title: "JWT authentication: design",
      mediaType: "text/markdown",
      content: encoder.encode(DESIGN),
    }),
    file("F0JWTSKETCH", "token-flow.png", {
      author: "sofia",
      created: created + 60,
      mediaType: "image/png",
      content: PNG,
    }),
    file("F0JWTBUDGET", "budget", {
      author: "elena",
      created: created + 120,
      mediaType: "application/vnd.google-apps.spreadsheet",
      elsewhere: "https://docs.example/spreadsheets/budget",
    }),
  ];
}
