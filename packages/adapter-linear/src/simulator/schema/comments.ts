import { PAGING } from "./comparators.js";

/** Comments. */
export const COMMENTS_SDL = `
  type ExternalUser {
    archivedAt: DateTime
    avatarUrl: String
    createdAt: DateTime!
    displayName: String!
    email: String
    id: ID!
    lastSeen: DateTime
    name: String!
    updatedAt: DateTime!
  }
  type ActorBot {
    avatarUrl: String
    id: ID
    name: String
    subType: String
    type: String!
    userDisplayName: String
  }

  type Comment {
    archivedAt: DateTime
    body: String!
    botActor: ActorBot
    children(${PAGING}): CommentConnection!
    createdAt: DateTime!
    documentContentId: String
    editedAt: DateTime
    externalUser: ExternalUser
    id: ID!
    initiativeId: String
    initiativeUpdateId: String
    issue: Issue
    issueId: String
    parent: Comment
    parentId: String
    projectId: String
    projectUpdateId: String
    quotedText: String
    reactionData: JSONObject!
    reactions: [Reaction!]!
    resolvedAt: DateTime
    resolvingCommentId: String
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

  input CommentUpdateInput { body: String }

  type Reaction {
    archivedAt: DateTime
    comment: Comment
    createdAt: DateTime!
    emoji: String!
    id: ID!
    issue: Issue
    updatedAt: DateTime!
    user: User
  }
  input ReactionCreateInput {
    commentId: String
    emoji: String!
    id: String
    issueId: String
  }
  type ReactionPayload { lastSyncId: Float! reaction: Reaction! success: Boolean! }

  extend type Query {
    comment(id: String): Comment!
  }
  extend type Mutation {
    commentCreate(input: CommentCreateInput!): CommentPayload!
    commentDelete(id: String!): DeletePayload!
    commentResolve(id: String!, resolvingCommentId: String): CommentPayload!
    commentUpdate(id: String!, input: CommentUpdateInput!): CommentPayload!
    reactionCreate(input: ReactionCreateInput!): ReactionPayload!
  }
`;
