import type { Document } from "./state.js";

const mention = {
  type: "mention",
  attrs: { id: "5b10a2844c20165700ede21g", text: "@Noor Haddad", accessLevel: "" },
};

/** A text with what Markdown cannot say: a mention, a status lozenge, an image. */
export const RICH_DESCRIPTION: Document = {
  type: "doc",
  version: 1,
  content: [
    {
      type: "paragraph",
      content: [
        { type: "text", text: "Ask " },
        mention,
        { type: "text", text: " before it goes out. It is " },
        { type: "status", attrs: { text: "AT RISK", color: "red", localId: "3f1c" } },
      ],
    },
    {
      type: "mediaSingle",
      attrs: { layout: "center" },
      content: [
        {
          type: "media",
          attrs: { id: "6e7c7f2c-dd7a-499c-bceb-6f32bfbf30b5", type: "file", collection: "" },
        },
      ],
    },
    { type: "paragraph", content: [{ type: "text", text: "Tests come last." }] },
  ],
};

/** A comment that calls somebody. */
export const RICH_COMMENT: Document = {
  type: "doc",
  version: 1,
  content: [{ type: "paragraph", content: [mention, { type: "text", text: " please have a look today." }] }],
};
