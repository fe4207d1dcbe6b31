import { randomUUID } from "node:crypto";
import type { LinearClient } from "./client.js";
import { LINK_URL } from "./documents/attachments.js";
import { issueNotFound } from "./not-found.js";
import type { VendorAttachment } from "./vendor.js";
import { requireWritten } from "./written.js";

interface WantedLink {
  url: string;
  title?: string | undefined;
}

/** Attaches an address to an issue. An address that is attached already gets the new title, so twice is harmless. */
export async function attachLink(
  issueId: string,
  { url, title }: WantedLink,
  linear: LinearClient,
): Promise<VendorAttachment> {
  const id = randomUUID();
  const variables = { id, issueId, url, title };
  const { attachmentLinkURL } = await linear.ask(LINK_URL, variables, issueNotFound(issueId));
  const unwritten = { code: "CREATION_FAILED", what: "attached the link", details: { id } } as const;
  return requireWritten(attachmentLinkURL, attachmentLinkURL?.attachment, { unwritten, linear });
}

/** The same as what is done after an issue was written. */
export function linkTasks(issueId: string, links: readonly WantedLink[] = [], linear: LinearClient) {
  return links.map((link) => ({
    what: `link ${link.url}`,
    run: () => attachLink(issueId, link, linear),
  }));
}
