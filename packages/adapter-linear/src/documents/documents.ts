import type { VendorConnection, VendorDocument, VendorPayload } from "../vendor-planning.js";
import { mutation, query } from "./document.js";
import { PAGE, PERSON } from "./fields.js";

const PARENTS = "project { id name } initiative { id name } issue { id identifier } team { id key name }";

const DOCUMENT_IN_LIST = `id title ${PARENTS} creator { ${PERSON} } updatedAt url`;

export const GET_DOCUMENT = query<{ document?: VendorDocument }>(`
  query GetDocument($id: String!) {
    document(id: $id) {
      id
      title
      slugId
      content
      ${PARENTS}
      creator { ${PERSON} }
      updatedBy { ${PERSON} }
      createdAt
      updatedAt
      url
    }
  }
`);

export const LIST_DOCUMENTS = query<{ documents?: VendorConnection<VendorDocument> }>(`
  query ListDocuments($filter: DocumentFilter, $first: Int!, $after: String) {
    documents(filter: $filter, first: $first, after: $after) {
      nodes { ${DOCUMENT_IN_LIST} }
      ${PAGE}
    }
  }
`);

/** By words, the most relevant first. The nodes are of a type of their own. */
export const SEARCH_DOCUMENTS = query<{ searchDocuments?: VendorConnection<VendorDocument> }>(`
  query SearchDocuments($term: String!, $first: Int!, $after: String) {
    searchDocuments(term: $term, first: $first, after: $after) {
      totalCount
      nodes { ${DOCUMENT_IN_LIST} }
      ${PAGE}
    }
  }
`);

type DocumentPayload = VendorPayload & { document?: VendorDocument | null };

export const CREATE_DOCUMENT = mutation<{ documentCreate?: DocumentPayload }>(`
  mutation CreateDocument($input: DocumentCreateInput!) {
    documentCreate(input: $input) {
      success
      document { id url }
    }
  }
`);

export const UPDATE_DOCUMENT = mutation<{ documentUpdate?: DocumentPayload }>(`
  mutation UpdateDocument($id: String!, $input: DocumentUpdateInput!) {
    documentUpdate(id: $id, input: $input) {
      success
      document { id url }
    }
  }
`);
