import type { Query } from "@pm-orchestrator/adapter-kit";
import { atlassianErrorText } from "@pm-orchestrator/atlassian";
import { isPmoError } from "@pm-orchestrator/core";
import type { ConfluenceCall } from "../call.js";
import type { ConfluenceErrorCode } from "../errors.js";
import type { Asked } from "./asked.js";
import type { Content } from "./vendor.js";

/** Where all content is, of whatever type. */
export const CONTENT = "/rest/api/content";

/** Content of that id, as it stands in a path, and type. Data Center looks at the id alone: the type is looked at here. */
export async function contentOf(
  asked: Asked,
  id: string,
  { type, expand, query, told }: ContentWanted,
): Promise<Content> {
  const content = await asked.get<Content>(`${CONTENT}/${id}`, { ...query, expand: expand.join(",") }, told);
  if (content.type !== undefined && content.type !== type) throw asked.missing(told);
  return content;
}

interface ContentWanted {
  type: "page" | "blogpost" | "comment" | "attachment";
  expand: readonly string[];
  query?: Query;
  /** How failures are told, when not as the call says. */
  told?: Partial<ConfluenceCall>;
}

export const storageBody = (value: string) => ({ storage: { value, representation: "storage" } });

/** Writes a next version. Some versions of Data Center say 400, not 409, when it is not the next. */
export function writeNext(
  asked: Asked,
  id: string,
  { body, expand, readFailure = asked.call.readFailure }: NextVersion,
): Promise<Content> {
  return asked.send<Content>({
    method: "PUT",
    path: `${CONTENT}/${id}`,
    query: { expand: expand?.join(",") },
    body,
    readFailure: (failure) =>
      failure.kind === "status" &&
      failure.status === 400 &&
      /version must be incremented/i.test(atlassianErrorText(failure.body) ?? "")
        ? { code: "CONFLUENCE_CONFLICT" }
        : readFailure?.(failure),
  });
}

interface NextVersion {
  body: unknown;
  expand?: readonly string[];
  /** How failures are told, when not as the call says. */
  readFailure?: ConfluenceCall["readFailure"];
}

/** The answer, or undefined when what was asked for is not there. */
export async function unlessMissing<Answer>(
  answer: (told: Partial<ConfluenceCall>) => Promise<Answer>,
): Promise<Answer | undefined> {
  const code: ConfluenceErrorCode = "CONTENT_NOT_FOUND";
  try {
    return await answer({ notFound: { code } });
  } catch (error) {
    if (isPmoError(error) && error.code === code) return undefined;
    throw error;
  }
}
