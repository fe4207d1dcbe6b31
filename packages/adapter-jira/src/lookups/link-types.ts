import type { JiraClient } from "../client.js";
import type { VendorLinkType } from "../vendor.js";
import { oneNamed } from "./one-named.js";

/** A type of link, read from one of its ends: `blocks`, or `is blocked by` when reversed. */
export interface LinkPhrase {
  type: VendorLinkType;
  reversed: boolean;
  phrase: string;
}

/** Every type of link between issues. One cached call. */
export function allLinkTypes(jira: JiraClient): Promise<VendorLinkType[]> {
  return jira.step.cache.get("link_types", "all", async () => {
    const answer = await jira.send({ method: "GET", path: "/rest/api/3/issueLinkType" });
    return ((answer.body ?? {}) as { issueLinkTypes?: VendorLinkType[] }).issueLinkTypes ?? [];
  });
}

/** What is meant by the id or name of a type, or by how it reads from either end. */
export function linkTypeNamed(
  wanted: string,
  types: readonly VendorLinkType[],
  jira: JiraClient,
): LinkPhrase {
  const phrases = types.flatMap((type) => {
    const { id = "", name = "", outward = name, inward = outward } = type;
    const forward = { id, key: outward, name, type, reversed: false, phrase: outward };
    // What reads the same from both ends has no direction.
    return inward === outward ? [forward] : [forward, { name: inward, type, reversed: true, phrase: inward }];
  });
  return oneNamed(wanted, phrases, { code: "LINK_TYPE_NOT_FOUND", what: "type of link", jira });
}
