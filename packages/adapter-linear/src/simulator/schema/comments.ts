import { PAGING } from "./comparators.js";

/** Comments. */
export const COMMENTS_SDL = `
  type ExternalUser { displayName: String! email: String id: ID! name: String! }
  type ActorBot { id: ID name: String type: String! }

  type Comment {
    body: String!
    botActor: ActorBot
    children(${PAGING}): CommentConnection!
    createdAt: DateTime!
    externalUser: ExternalUser
    id: ID!
    issue: Issue
    issueId: String
    parent: Comment
    parentId: String
    updatedAt: DateTime!
    url: String!
    user: User
  }
  type CommentConnection { nodes: [Comment!]! pageInfo: PageInfo! }

  input CommentCreateInput {
    body: String
    id: String
    issueId: String
    parentId: String
  }
  type CommentPayload { comment: Comment! lastSyncId: Float! success: Boolean! }

  extend type Mutation {
    commentCreate(input: CommentCreateInput!): CommentPayload!
  }
`;
