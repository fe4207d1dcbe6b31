import type { FailureReading, HttpFailure } from "@pm-orchestrator/adapter-kit";
import type { BitbucketErrorCode } from "./errors.js";

type Reading = FailureReading<BitbucketErrorCode> | undefined;

/** The part of an error's body that is used, with every field's texts in one list. */
interface Complaint {
  message: string | undefined;
  detail: unknown;
  fields: Map<string, string[]>;
}

/**
 * What Bitbucket's own words add to a failure. They are read where the status is not enough: a 404 does not say by
 * itself whether workspace, repository or pull request is missing.
 *
 * @see https://developer.atlassian.com/cloud/bitbucket/rest/intro/#standardized-error-responses
 */
export function readBitbucketFailure(failure: HttpFailure): Reading {
  if (failure.kind !== "status") return undefined;
  const complaint = complaintOf(failure.body);
  switch (failure.status) {
    case 400:
      return badRequest(complaint);
    case 403:
      return forbidden(complaint);
    case 404:
      return notFound(complaint);
    case 409:
      return complaint.message === undefined
        ? undefined
        : { code: "BITBUCKET_CONFLICT", message: textOf(complaint) };
    case 555:
      return {
        code: "BITBUCKET_API_TIMEOUT",
        message: textOf(complaint) ?? "Bitbucket took too long, and gave up.",
      };
    default:
      return undefined;
  }
}

/** Everything that an error's body says, in one line. */
export function saidBy(body: unknown): string | undefined {
  return textOf(complaintOf(body));
}

/** Whether it is refused because the pull request is merged or declined. */
export function tellsClosed(text: string | undefined): boolean {
  return /already (?:been )?(?:merged|declined|closed)|only open|(?:is not|isn't) open/i.test(text ?? "");
}

function badRequest(complaint: Complaint): Reading {
  const said = textOf(complaint);
  if (tellsClosed(said)) return { code: "PULL_REQUEST_CLOSED", message: said };
  const fields = [...complaint.fields.keys()];
  for (const [field, texts] of complaint.fields) {
    const branch = branchIn(texts);
    if (branch !== undefined) return branchMissing(branch, field);
  }
  const [, field, branch] =
    /^(?:(source|destination): )?branch not found: *(\S+)/i.exec(complaint.message ?? "") ?? [];
  if (branch !== undefined) return branchMissing(branch, field);
  const missing = [...complaint.fields.values()].flat().some((text) => /required/i.test(text));
  return {
    code: missing ? "REQUIRED_FIELD_MISSING" : "INVALID_FIELD_VALUE",
    message: said ?? "Bitbucket does not accept the request.",
    details: { status: 400, fields },
  };
}

function branchIn(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const branch = /branch not found: *(\S+)/i.exec(text)?.[1];
    if (branch !== undefined) return branch;
  }
  return undefined;
}

function branchMissing(branch: string, field: string | undefined): Reading {
  return {
    code: "BRANCH_NOT_FOUND",
    message: `The repository has no branch ${branch}.`,
    details: { status: 400, branch, ...(field === undefined ? {} : { field }) },
  };
}

function forbidden(complaint: Complaint): Reading {
  if (complaint.message === undefined) return undefined;
  const detail = (typeof complaint.detail === "object" ? complaint.detail : null) as {
    required?: unknown;
    granted?: unknown;
  } | null;
  const required = textsOf(detail?.required);
  if (required.length === 0 && !/privilege scopes/i.test(complaint.message)) {
    return { code: "PERMISSION_DENIED", message: textOf(complaint) };
  }
  const granted = textsOf(detail?.granted);
  const lacking = required.filter((scope) => !granted.includes(scope));
  const scope = (lacking.length === 0 ? required : lacking).join(" ");
  return {
    code: "BITBUCKET_SCOPE_MISSING",
    message: scope === "" ? complaint.message : `The token lacks the scope ${scope}.`,
    details: { scope, required, granted },
  };
}

function notFound({ message = "" }: Complaint): Reading {
  const workspace = /no workspace with identifier '?([^'\s]*[^'\s.])/i.exec(message)?.[1];
  if (workspace !== undefined) {
    return {
      code: "WORKSPACE_NOT_FOUND",
      message: `There is no workspace ${workspace}.`,
      details: { workspace },
    };
  }
  const repository = /\brepository ([^\s/]+\/[^\s/]*[^\s/.]) (?:was )?not found/i.exec(message)?.[1];
  if (repository !== undefined || /access to this repository|repository does not exist/i.test(message)) {
    return { code: "REPOSITORY_NOT_FOUND", message, details: repository === undefined ? {} : { repository } };
  }
  if (/^commit not found\b/i.test(message)) return { code: "COMMIT_NOT_FOUND", message };
  if (/^no such file or directory\b/i.test(message)) return { code: "FILE_NOT_FOUND", message };
  if (/^invalid page\b/i.test(message)) {
    return { code: "INVALID_FIELD_VALUE", message, details: { fields: ["page_token"] } };
  }
  return undefined;
}

function complaintOf(body: unknown): Complaint {
  const error = (body as { error?: unknown } | null | undefined)?.error;
  const { message, detail, fields } = (typeof error === "object" && error !== null ? error : {}) as {
    message?: unknown;
    detail?: unknown;
    fields?: unknown;
  };
  const named =
    typeof fields === "object" && fields !== null && !Array.isArray(fields) ? Object.entries(fields) : [];
  return {
    message: typeof message === "string" && message !== "" ? message : undefined,
    detail,
    fields: new Map(named.map(([name, texts]): [string, string[]] => [name, textsOf(texts)])),
  };
}

/** Bitbucket writes one text, a list of texts, or texts by the names of inner fields. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

/** Message, detail and fields in one line; undefined when there is nothing. */
function textOf({ message, detail, fields }: Complaint): string | undefined {
  const named = [...fields].map(([field, texts]) => `${field}: ${texts.join(" ")}`);
  const parts = [message, ...named, typeof detail === "string" ? detail : undefined].filter(
    (part): part is string => part !== undefined && part !== "",
  );
  const distinct = parts.filter(
    (part, index) => !parts.slice(0, index).some((earlier) => earlier.includes(part)),
  );
  return distinct.length === 0 ? undefined : distinct.map((part) => part.replace(/[.\s]+$/, "")).join(". ");
}
