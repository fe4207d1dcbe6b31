import type { LinearClient } from "./client.js";
import { createdAttachment } from "./created.js";
import { LINK_URL } from "./documents/attachments.js";
import { createOnce } from "./minted.js";
import { issueNotFound } from "./not-found.js";
import type { VendorAttachment } from "./vendor.js";
import { requireWritten } from "./written.js";

interface WantedLink {
  url: string;
  title?: string | undefined;
}

/** Attaches an address to an issue, once. An address that is attached already gets the new title. */
export function attachLink(
  issueId: string,
  { url, title }: WantedLink,
  linear: LinearClient,
): Promise<VendorAttachment> {
  const id = linkId(url, linear);
  const variables = { id, issueId, url, title };
  const create = async () => {
    const { attachmentLinkURL } = await linear.ask(LINK_URL, variables, issueNotFound(issueId));
    const unwritten = { code: "CREATION_FAILED", what: "attached the link", details: { id } } as const;
    return requireWritten(attachmentLinkURL, attachmentLinkURL?.attachment, { unwritten, linear });
  };
  const lookUp = `Look at the attachments of ${issueId} for ${url}.`;
  return createOnce({ id, create, read: createdAttachment, lookUp }, linear);
}

/** Under which id this step attaches an address. */
export function linkId(url: string, { step }: LinearClient): string {
  return step.mint(`link ${url}`);
}

/** The same as what is done after an issue was written. */
export function linkTasks(issueId: string, links: readonly WantedLink[] = [], linear: LinearClient) {
  return links.map((link) => ({
    what: `link ${link.url}`,
    run: () => attachLink(issueId, link, linear),
  }));
}
