import type { VendorAttachment, VendorPayload } from "../vendor.js";
import { mutation, query } from "./document.js";
import { ATTACHMENT } from "./fields.js";

type AttachmentPayload = VendorPayload & { attachment?: VendorAttachment | null };

export const LINK_URL = mutation<{ attachmentLinkURL?: AttachmentPayload }>(`
  mutation LinkUrl($id: String!, $issueId: String!, $url: String!, $title: String) {
    attachmentLinkURL(id: $id, issueId: $issueId, url: $url, title: $title) {
      success
      attachment { id url issue { identifier } }
    }
  }
`);

export const GET_ATTACHMENT = query<{ attachment?: VendorAttachment }>(`
  query GetAttachment($id: String!) {
    attachment(id: $id) { ${ATTACHMENT} issue { identifier } }
  }
`);

export const CREATE_ATTACHMENT = mutation<{ attachmentCreate?: AttachmentPayload }>(`
  mutation CreateAttachment($input: AttachmentCreateInput!) {
    attachmentCreate(input: $input) {
      success
      attachment { id url issue { identifier } }
    }
  }
`);

export const DELETE_ATTACHMENT = mutation<{ attachmentDelete?: VendorPayload }>(`
  mutation DeleteAttachment($id: String!) {
    attachmentDelete(id: $id) { success }
  }
`);

interface VendorUpload {
  uploadUrl?: string;
  assetUrl?: string;
  headers?: { key?: string; value?: string }[];
}

/** Asks where a file may be put. */
export const FILE_UPLOAD = mutation<{ fileUpload?: VendorPayload & { uploadFile?: VendorUpload | null } }>(`
  mutation FileUpload($filename: String!, $contentType: String!, $size: Int!) {
    fileUpload(filename: $filename, contentType: $contentType, size: $size) {
      success
      uploadFile { uploadUrl assetUrl headers { key value } }
    }
  }
`);
