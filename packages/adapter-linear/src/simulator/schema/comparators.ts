/** Arguments that every connection takes. */
export const PAGING =
  "after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy";

const TEXT = `
    contains: String
    containsIgnoreCase: String
    endsWith: String
    eq: String
    eqIgnoreCase: String
    in: [String!]
    neq: String
    neqIgnoreCase: String
    nin: [String!]
    notContains: String
    notContainsIgnoreCase: String
    startsWith: String
    startsWithIgnoreCase: String`;

const NUMBER = `
    eq: Float
    gt: Float
    gte: Float
    in: [Float!]
    lt: Float
    lte: Float
    neq: Float
    nin: [Float!]`;

const ID = `
    eq: ID
    in: [ID!]
    neq: ID
    nin: [ID!]`;

/** Scalars, paging, and what values can be compared with. */
export const COMPARATORS_SDL = `
  scalar DateTime
  scalar DateTimeOrDuration
  scalar JSONObject
  scalar TimelessDate
  scalar UUID

  enum PaginationOrderBy { createdAt updatedAt }

  type PageInfo {
    endCursor: String
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
    startCursor: String
  }

  input StringComparator {${TEXT}
  }
  input NullableStringComparator {${TEXT}
    null: Boolean
  }
  input NumberComparator {${NUMBER}
  }
  input NullableNumberComparator {${NUMBER}
    null: Boolean
  }
  input IDComparator {${ID}
  }
  input IssueIDComparator {${ID}
  }
  input DateComparator {
    eq: DateTimeOrDuration
    gt: DateTimeOrDuration
    gte: DateTimeOrDuration
    lt: DateTimeOrDuration
    lte: DateTimeOrDuration
    neq: DateTimeOrDuration
  }
  input BooleanComparator {
    eq: Boolean
    neq: Boolean
  }
`;
