import type {
  VendorConnection,
  VendorPayload,
  VendorPipeline,
  VendorRelease,
  VendorReleaseNote,
} from "../vendor-releases.js";
import { mutation, query } from "./document.js";
import { PAGE } from "./fields.js";

const RELEASE_IN_LIST = `
  id
  name
  version
  pipeline { id name }
  stage { id name type }
  targetDate
  updatedAt
  url`;

const PIPELINE = `
  id
  name
  slugId
  type
  isProduction
  teams(first: 10) { nodes { id key name } }
  stages(first: 20) { nodes { id name type position } }
  url`;

export const LIST_PIPELINES = query<{ releasePipelines?: VendorConnection<VendorPipeline> }>(`
  query ListPipelines($filter: ReleasePipelineFilter, $first: Int!, $after: String) {
    releasePipelines(filter: $filter, first: $first, after: $after) {
      nodes {${PIPELINE}
      }
      ${PAGE}
    }
  }
`);

export const LIST_RELEASES = query<{ releases?: VendorConnection<VendorRelease> }>(`
  query ListReleases($filter: ReleaseFilter, $first: Int!, $after: String) {
    releases(filter: $filter, first: $first, after: $after) {
      nodes {${RELEASE_IN_LIST}
      }
      ${PAGE}
    }
  }
`);

export const GET_RELEASE = query<{ release?: VendorRelease }>(`
  query GetRelease($id: String!) {
    release(id: $id) {${RELEASE_IN_LIST}
      description
      commitSha
      startDate
      createdAt
    }
  }
`);

type ReleasePayload = VendorPayload & { release?: VendorRelease | null };

export const CREATE_RELEASE = mutation<{ releaseCreate?: ReleasePayload }>(`
  mutation CreateRelease($input: ReleaseCreateInput!) {
    releaseCreate(input: $input) {
      success
      release { id url }
    }
  }
`);

export const UPDATE_RELEASE = mutation<{ releaseUpdate?: ReleasePayload }>(`
  mutation UpdateRelease($id: String!, $input: ReleaseUpdateInput!) {
    releaseUpdate(id: $id, input: $input) {
      success
      release { id url }
    }
  }
`);

const NOTE_IN_LIST = "id title pipeline { id name } releases { id name version } updatedAt url";

export const LIST_RELEASE_NOTES = query<{ releaseNotes?: VendorConnection<VendorReleaseNote> }>(`
  query ListReleaseNotes($filter: ReleaseNoteFilter, $first: Int!, $after: String) {
    releaseNotes(filter: $filter, first: $first, after: $after) {
      nodes { ${NOTE_IN_LIST} }
      ${PAGE}
    }
  }
`);

export const GET_RELEASE_NOTE = query<{ releaseNote?: VendorReleaseNote }>(`
  query GetReleaseNote($id: String!) {
    releaseNote(id: $id) { ${NOTE_IN_LIST} documentContent { content } }
  }
`);

type NotePayload = VendorPayload & { releaseNote?: VendorReleaseNote | null };

export const CREATE_RELEASE_NOTE = mutation<{ releaseNoteCreate?: NotePayload }>(`
  mutation CreateReleaseNote($input: ReleaseNoteCreateInput!) {
    releaseNoteCreate(input: $input) {
      success
      releaseNote { id url }
    }
  }
`);

export const UPDATE_RELEASE_NOTE = mutation<{ releaseNoteUpdate?: NotePayload }>(`
  mutation UpdateReleaseNote($id: String!, $input: ReleaseNoteUpdateInput!) {
    releaseNoteUpdate(id: $id, input: $input) {
      success
      releaseNote { id url }
    }
  }
`);
