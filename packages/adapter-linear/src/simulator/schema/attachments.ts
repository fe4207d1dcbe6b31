/** Links and files. */
export const ATTACHMENTS_SDL = `
  input AttachmentCreateInput {
    id: String
    issueId: String!
    subtitle: String
    title: String!
    url: String!
  }
  type AttachmentPayload { attachment: Attachment! lastSyncId: Float! success: Boolean! }

  type UploadFileHeader { key: String! value: String! }
  type UploadFile {
    assetUrl: String!
    contentType: String!
    filename: String!
    headers: [UploadFileHeader!]!
    metaData: JSONObject
    size: Int!
    uploadUrl: String!
  }
  type UploadPayload { lastSyncId: Float! success: Boolean! uploadFile: UploadFile }

  extend type Query {
    attachment(id: String!): Attachment!
  }
  extend type Mutation {
    attachmentCreate(input: AttachmentCreateInput!): AttachmentPayload!
    attachmentDelete(id: String!): DeletePayload!
    attachmentLinkURL(id: String, issueId: String!, title: String, url: String!): AttachmentPayload!
    fileUpload(contentType: String!, filename: String!, makePublic: Boolean, size: Int!): UploadPayload!
  }
`;
