import { isRecent } from "@pm-orchestrator/adapter-kit";
import type { ConfluenceCall } from "../call.js";
import type { ConfluenceClient } from "../client.js";
import { currentUser } from "../lookups/people.js";
import type { VendorVersion } from "../vendor.js";

/** Beside what a look-up reads: whose the credentials are. */
export const WHO_AM_I = "GET /wiki/rest/api/user/current";

/** How a version of something is called among the claims of a connection. `of` is the path of the thing. */
export function versionClaim(of: string, version: number | undefined): string {
  return `${of} ${version}`;
}

/** Reads something, and tells which of its parts the account has written just now. */
export async function readWithAuthor(call: ConfluenceCall, confluence: ConfluenceClient) {
  const [answer, me] = await Promise.all([confluence.send(call), currentUser(confluence)]);
  return {
    body: answer.body ?? {},
    isOwn: ({ authorId, createdAt }: VendorVersion = {}) =>
      authorId !== undefined && authorId === me.accountId && isRecent(createdAt, answer),
  };
}
