import { compact, mediaTypeOf, pathSegment } from "@pm-orchestrator/adapter-kit";
import type { FileContent } from "@pm-orchestrator/core";
import type { BitbucketClient } from "./client.js";
import { commitNotFound, fileNotFound } from "./not-found.js";
import type { RepositoryAddress } from "./repository.js";
import type { VendorTreeEntry } from "./vendor-code.js";

/** A file or folder of a repository at a commit. */
export interface TreePlace {
  at: RepositoryAddress;
  /** Hash, or a name without a slash. */
  commit: string;
  /** Without slashes around it; empty for the root. */
  path: string;
}

/** Reads a path as people write it: slashes around it and doubled ones mean nothing. */
export function treePathOf(written: string): string {
  return written
    .split("/")
    .filter((part) => part !== "")
    .join("/");
}

/** Where the API has it, or its history. Without a path it ends in a slash. */
export function apiPath({ at, ...place }: TreePlace, part: "src" | "filehistory" = "src"): string {
  return `${at.path}/${part}/${inAddress(place)}`;
}

/** Where the API has what is in a folder: with a slash at the end. */
export function folderPath(place: TreePlace): string {
  return apiPath(place).replace(/\/?$/, "/");
}

/** The page that a person would open. */
export function pageOfPlace({ at, ...place }: TreePlace): string {
  return `${at.page}/src/${inAddress(place)}`;
}

/** What there is at a place, without its content. */
export async function readEntry(place: TreePlace, bitbucket: BitbucketClient): Promise<VendorTreeEntry> {
  const answer = await bitbucket.send({
    method: "GET",
    path: apiPath(place),
    query: { format: "meta" },
    ...failuresOf(place),
  });
  return (answer.body ?? {}) as VendorTreeEntry;
}

/** The bytes of a file. A file of Git LFS lies elsewhere, and is brought from there. */
export async function readContent(
  place: TreePlace,
  { maxBytes, bitbucket }: { maxBytes: number; bitbucket: BitbucketClient },
): Promise<FileContent> {
  const answer = await bitbucket.send({
    method: "GET",
    path: apiPath(place),
    expects: "bytes",
    largestBytes: maxBytes,
    ...failuresOf(place),
    readFailure: (failure) =>
      failure.kind === "malformed" && failure.reason.includes("is larger than")
        ? {
            code: "INVALID_FIELD_VALUE",
            message: `${place.path} is larger than ${maxBytes} bytes.`,
            details: { fields: ["max_bytes"], max_bytes: maxBytes },
            suggestions: ["Raise max_bytes, as far as it goes."],
          }
        : undefined,
  });
  const bytes = answer.body as Uint8Array;
  const filename = place.path.split("/").at(-1) ?? "";
  return { bytes, filename, mediaType: typeOf(filename, bytes) };
}

/** The text of a file, or undefined when it is none. */
export function textOfFile(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** How a 404 on it is told, whatever words Bitbucket has for it. */
export function failuresOf({ at, commit, path }: TreePlace) {
  const notFound = fileNotFound(at.fullName, path === "" ? "root folder" : path);
  return { notFound, telling: [notFound, commitNotFound(at.fullName, commit)] };
}

/** An entry as one of a list. */
export function entryInList({ type, path = "", size }: VendorTreeEntry) {
  const isFolder = type === "commit_directory";
  return compact({
    path,
    type: isFolder ? ("folder" as const) : ("file" as const),
    size: isFolder ? undefined : size,
  });
}

/** Most files of a repository are text, whatever their names end in. */
function typeOf(filename: string, bytes: Uint8Array): string {
  const told = mediaTypeOf(filename);
  if (told !== "application/octet-stream") return told;
  return textOfFile(bytes) === undefined ? told : "text/plain";
}

function inAddress({ commit, path }: Pick<TreePlace, "commit" | "path">): string {
  const parts = path === "" ? [] : path.split("/");
  return `${pathSegment(commit)}/${parts.map(pathSegment).join("/")}`;
}
