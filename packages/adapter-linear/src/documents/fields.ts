/** What is shown of an issue that stands beside another one. */
export const ISSUE_BESIDE = "id identifier title state { name }";

export const PERSON = "id name";

/** What is needed to read on. */
export const PAGE = "pageInfo { hasNextPage endCursor }";

/** An issue as one of a list. */
export const ISSUE_IN_LIST = `${ISSUE_BESIDE} assignee { name } updatedAt url`;

/** What a receipt tells of an issue. */
export const ISSUE_RECEIPT = "id identifier url";

/** An issue in full, without the lists that hang on it. Fifty labels, since fifty issues may be asked for at once. */
export const ISSUE_DETAILS = `
  id
  identifier
  title
  state { name type }
  priority
  priorityLabel
  estimate
  team { id key name }
  assignee { ${PERSON} }
  delegate { ${PERSON} }
  project { id name }
  projectMilestone { id name }
  cycle { id name number }
  labels(first: 50) { nodes { name } pageInfo { hasNextPage } }
  parent { ${ISSUE_BESIDE} }
  description
  dueDate
  branchName
  createdAt
  updatedAt
  archivedAt
  url`;

export const COMMENT = `
  id
  body
  createdAt
  resolvedAt
  url
  parent { id }
  user { ${PERSON} }
  externalUser { ${PERSON} }
  botActor { ${PERSON} }`;

export const ATTACHMENT = `id title subtitle url sourceType createdAt creator { ${PERSON} }`;

export const LABEL = "id name color description isGroup parent { name } team { id key }";

export const MILESTONE = "id name description targetDate status progress project { id name url }";
