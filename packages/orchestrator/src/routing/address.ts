import { fillText, namesIn } from "./texts.js";
import type { RoutableSystem } from "./types.js";

/** An address as a target has it, in parts; host and origin as the URL standard writes them. */
export interface ReadAddress {
  origin: string;
  host: string;
  /** Still percent-encoded. */
  path: string;
  query: URLSearchParams;
  /** Without `#`, decoded. */
  fragment: string;
}

/** One of the addresses below which a system's things stand. */
export interface OwnAddress {
  origin: string;
  host: string;
  /** No slash at the end; empty for the whole host. */
  path: string;
}

export type AddressReading = { address: ReadAddress } | { problem: string } | undefined;

/**
 * Reads a target as an address. Undefined when it is none; a problem when it is one that nobody should be sent to: a name
 * before the host, a backslash, another scheme. Without a scheme it is one only when its host is one of `hosts`.
 */
export function readAddress(target: string, hosts: ReadonlySet<string> = new Set()): AddressReading {
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(target);
  const first = /^[^/?#]+(?=\/)/.exec(target)?.[0] ?? "";
  if (!hasScheme && !hosts.has(first.toLowerCase())) return undefined;
  // Hosts without a scheme are compared as they are written, so that this one is what it seems.
  const text = hasScheme ? target : `https://${target}`;
  if (/[\s\\]/.test(text)) return { problem: "it holds a space, a line break or a backslash" };
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return { problem: "it is no address that could be read" };
  }
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return { problem: `${url.protocol}// is not read, only https and http` };
  const authority = text.slice(text.indexOf("//") + 2).split(/[/?#]/, 1)[0] ?? "";
  if (authority.includes("@")) return { problem: "its host stands behind a name (@)" };
  return {
    address: {
      origin: url.origin,
      host: url.host,
      path: url.pathname,
      query: url.searchParams,
      fragment: decoded(url.hash.slice(1)) ?? "",
    },
  };
}

/** Percent-encoding undone; undefined when it is broken. */
export function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The addresses of a system, from what its manifest declares and its settings say. */
export function ownAddresses(system: RoutableSystem): OwnAddress[] {
  const declared = system.manifest.targets?.addresses ?? [];
  const found = declared.flatMap(({ url, without, simulated }) => {
    if (simulated === true && !system.isSimulated) return [];
    return spelledOut(url, system).flatMap((text) => ownAddress(text, without));
  });
  return [...new Map(found.map((own) => [`${own.origin}${own.path}`, own])).values()];
}

/** The declared address with its setting filled in: once for each entry, where the setting is a list. */
function spelledOut(url: string, system: RoutableSystem): string[] {
  const [setting] = namesIn(url);
  if (setting === undefined) return [url];
  return entriesOf(system.setting(setting)).flatMap((entry) => fillText(url, () => entry) ?? []);
}

/** The entries of a setting that is a list. */
export function entriesOf(setting: string | undefined): string[] {
  return (setting ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}

function ownAddress(text: string, without = ""): OwnAddress[] {
  const reading = readAddress(text.trim());
  if (reading === undefined || "problem" in reading) return [];
  const { origin, host, path } = reading.address;
  const bare = path.replace(/\/+$/, "");
  const isLong = without !== "" && bare.endsWith(without);
  return [{ origin, host, path: isLong ? bare.slice(0, -without.length) : bare }];
}

/** The path of an address below one of a system's own, still encoded, with its slash; undefined when it is not below it. */
export function pathBelow(address: ReadAddress, own: OwnAddress): string | undefined {
  if (address.origin !== own.origin) return undefined;
  if (address.path === own.path) return "/";
  return address.path.startsWith(`${own.path}/`) ? address.path.slice(own.path.length) : undefined;
}
