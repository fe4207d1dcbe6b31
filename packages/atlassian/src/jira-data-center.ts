import type { HttpCall } from "@pm-orchestrator/adapter-kit";

/** A call as Jira Data Center takes it, and its answer as Jira Cloud would give it. */
export interface DataCenterCall<Code extends string> {
  call: HttpCall<Code>;
  read(body: unknown): unknown;
}

/**
 * Turns a call to Jira Cloud into one to Jira Data Center: version 2 of the API, people by user name, texts without
 * Atlassian's document format, searches that page by position. `undefined` for what Data Center does not have.
 *
 * @see https://docs.atlassian.com/software/jira/docs/api/REST/latest/
 */
export async function jiraDataCenterCall<Code extends string>(
  call: HttpCall<Code>,
): Promise<DataCenterCall<Code> | undefined> {
  const known = ENDPOINTS.find(({ path }) => path.test(call.path));
  if (known === undefined) return undefined;
  const { to, query = same, body = same, read = same } = known;
  const path = to === undefined ? call.path.replace("/rest/api/3/", "/rest/api/2/") : to(call.path);
  const sent = body(withUserNames(await withPlainTexts(call.body)));
  const asked = query({ ...call.query, ...userNameQuery(call.query) }, call.path);
  return {
    call: {
      ...call,
      path,
      ...(call.query === undefined && Object.keys(asked as object).length === 0
        ? {}
        : { query: asked as NonNullable<HttpCall["query"]> }),
      ...(sent === undefined ? {} : { body: sent }),
    },
    read: (answer) => read(withAccountIds(answer), { ...call.query, ...asObject(call.body) }),
  };
}

interface Endpoint {
  /** Of Jira Cloud. */
  path: RegExp;
  to?: (path: string) => string;
  query?: (query: object, path: string) => object;
  body?: (body: unknown) => unknown;
  /** `asked` is what the call gave, in its query and its body. */
  read?: (answer: unknown, asked: Readonly<Record<string, unknown>>) => unknown;
}

const same = <Value>(value: Value): Value => value;

const API = "/rest/api/3/";
const at = (pattern: string) => new RegExp(`^${API}(?:${pattern})$`);

/** What both have, and how Data Center has it. Everything else is Cloud's alone. */
const ENDPOINTS: readonly Endpoint[] = [
  { path: at("issue|issue/bulk|issueLink|issueLink/[^/]+|issueLinkType|issuetype|field|status|myself") },
  { path: at("issue/(?!bulk|createmeta|picker)[^/]+") },
  {
    path: at(
      "issue/[^/]+/(?:assignee|comment|worklog|transitions|watchers|votes|editmeta|remotelink|attachments)",
    ),
  },
  { path: at("issue/[^/]+/(?:comment|worklog|remotelink)/[^/]+") },
  { path: at("comment/[^/]+/properties/[^/]+") },
  { path: at("project/(?!search$)[^/]+") },
  { path: at("project/[^/]+/(?:statuses|versions|components|role|role/[^/]+)") },
  {
    path: at(
      "(?:version|component|filter|attachment)/(?!search$)[^/]+|version|component|filter|version/[^/]+/removeAndSwap",
    ),
  },
  { path: at("user|mypermissions|serverInfo") },
  { path: at("user/search|user/assignable/search"), query: renamed("query", "username") },
  { path: at("issue/createmeta/[^/]+/issuetypes"), read: (answer) => namedList(answer, "issueTypes") },
  { path: at("issue/createmeta/[^/]+/issuetypes/[^/]+"), read: (answer) => namedList(answer, "fields") },
  { path: at("search/jql"), to: () => "/rest/api/2/search", body: byPosition, read: withNextToken },
  { path: at("search/approximate-count"), to: () => "/rest/api/2/search", body: countOnly, read: totalOnly },
  {
    path: at("(?:project|priority|resolution)/search"),
    to: (path) => path.replace(API, "/rest/api/2/").replace(/\/search$/, ""),
    query: () => ({}),
    read: pageOfList,
  },
  { path: /^\/rest\/agile\/1\.0\// },
  {
    path: /^\/rest\/software\/1\.0\/(?:board\/[^/]+\/(?:issue|backlog)|sprint\/[^/]+\/issue)$/,
    to: (path) => path.replace("/rest/software/", "/rest/agile/"),
    query: (query) => byPosition(query) as object,
    read: withNextToken,
  },
];

function renamed(from: string, to: string): (query: object) => object {
  return (query) =>
    Object.fromEntries(Object.entries(query).map(([name, value]) => [name === from ? to : name, value]));
}

/** A token of Cloud is the position from which Data Center goes on. */
function byPosition(body: unknown): unknown {
  const { nextPageToken, reconcileIssues: _, expand, ...rest } = asObject(body);
  const list = typeof expand === "string" && body !== null && "jql" in asObject(body);
  return {
    ...rest,
    ...(expand === undefined ? {} : { expand: list ? String(expand).split(",") : expand }),
    ...(nextPageToken === undefined ? {} : { startAt: Number(nextPageToken) }),
  };
}

function withNextToken(answer: unknown): unknown {
  const { startAt, total, issues, ...rest } = asObject(answer);
  const found = Array.isArray(issues) ? issues : [];
  const next = Number(startAt ?? 0) + found.length;
  const isLast = found.length === 0 || next >= Number(total ?? 0);
  return { ...rest, issues: found, isLast, ...(isLast ? {} : { nextPageToken: String(next) }) };
}

function countOnly(body: unknown): unknown {
  return { jql: asObject(body)["jql"], maxResults: 0 };
}

function totalOnly(answer: unknown): unknown {
  return { count: asObject(answer)["total"] };
}

/** Data Center gives all at once what Cloud gives in pages, and looks for nothing in it. */
function pageOfList(answer: unknown, asked: Readonly<Record<string, unknown>>): unknown {
  const all: unknown[] = Array.isArray(answer) ? answer : [];
  const wanted = [asked["query"], asked["keys"], asked["id"]].flat().filter((word) => word !== undefined);
  const isWanted = (entry: unknown) => {
    const { id, key, name } = asObject(entry);
    if (wanted.length === 0) return true;
    return wanted.some((word) => {
      const text = String(word).toLowerCase();
      const isPart =
        word === asked["query"] &&
        String(name ?? "")
          .toLowerCase()
          .includes(text);
      return isPart || [id, key, name].some((own) => String(own ?? "").toLowerCase() === text);
    });
  };
  const found = all.filter(isWanted);
  const startAt = Number(asked["startAt"] ?? 0);
  const values = found.slice(startAt, startAt + Number(asked["maxResults"] ?? 50));
  return { startAt, total: found.length, isLast: startAt + values.length >= found.length, values };
}

function namedList(answer: unknown, name: string): unknown {
  const read = asObject(answer);
  return Array.isArray(read["values"]) && read[name] === undefined
    ? { ...read, [name]: read["values"] }
    : answer;
}

function userNameQuery(query: HttpCall["query"]): object {
  const { accountId } = query ?? {};
  return accountId === undefined ? {} : { accountId: undefined, username: accountId };
}

/** People are `accountId` in Cloud, `name` in Data Center: on the way there … */
function withUserNames(value: unknown): unknown {
  return mapped(value, (object) => {
    const { accountId, leadAccountId, ...rest } = object;
    return {
      ...rest,
      ...("accountId" in object ? { name: accountId } : {}),
      ...("leadAccountId" in object ? { leadUserName: leadAccountId } : {}),
    };
  });
}

/** … and on the way back. */
function withAccountIds(value: unknown): unknown {
  return mapped(value, (object) => {
    const isPerson = typeof object["displayName"] === "string" && typeof object["name"] === "string";
    return isPerson && !("accountId" in object) ? { ...object, accountId: object["name"] } : object;
  });
}

/** Documents as text: Data Center takes no other. */
async function withPlainTexts(body: unknown): Promise<unknown> {
  const documents = new Map<object, string>();
  const find = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (isDocument(value)) documents.set(value, "");
    else for (const part of Object.values(value)) find(part);
  };
  find(body);
  if (documents.size === 0) return body;
  const { adfToMarkdown } = await import("./documents/index.js");
  return mapped(body, same, (object) => (isDocument(object) ? adfToMarkdown(object).trimEnd() : undefined));
}

function isDocument(value: object): boolean {
  const { type, content } = asObject(value);
  return type === "doc" && Array.isArray(content);
}

/** JSON with every object changed, innermost first; `replaced` may put something else in an object's place. */
function mapped(
  value: unknown,
  change: (object: Record<string, unknown>) => Record<string, unknown>,
  replaced: (object: object) => unknown = () => undefined,
): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((part) => mapped(part, change, replaced));
  // Bytes, forms and the like are no JSON.
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const other = replaced(value);
  if (other !== undefined) return other;
  return change(
    Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapped(part, change, replaced)])),
  );
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
