import type { VendorComment } from "../vendor.js";
import { mutation } from "./document.js";

export const CREATE_COMMENT = mutation<{
  commentCreate?: { success?: boolean; comment?: VendorComment | null };
}>(`
  mutation CreateComment($input: CommentCreateInput!) {
    commentCreate(input: $input) {
      success
      comment { id url issue { identifier } }
    }
  }
`);
