/**
 * Where a redirect of a download leads, and whether the credentials may go along: only to the origin they are bound to.
 * Undefined when it leads nowhere that may be followed: no address, another protocol than https, or a private
 * address while the vendor's own is public.
 */
export function nextAddress(
  from: URL,
  location: string | null,
  baseUrl: string,
): { url: URL; withCredentials: boolean } | undefined {
  if (location === null || !URL.canParse(location, from.href)) return undefined;
  const url = new URL(location, from.href);
  const base = new URL(baseUrl);
  if (url.origin === base.origin) return { url, withCredentials: true };
  if (isPrivate(base.hostname)) return { url, withCredentials: false };
  return url.protocol === "https:" && !isPrivate(url.hostname) ? { url, withCredentials: false } : undefined;
}

/**
 * An address that a vendor gave for an upload, if bytes may be sent there (never with credentials): one of the vendor's
 * own origin, or https to a public host; to a private one only while the vendor itself is at one, as a simulator is.
 */
export function uploadAddress(given: string, baseUrl: string): URL | undefined {
  if (!URL.canParse(given) || !URL.canParse(baseUrl)) return undefined;
  const [url, base] = [new URL(given), new URL(baseUrl)];
  if (url.origin === base.origin) return url;
  const isReachable = !isPrivate(url.hostname) || isPrivate(base.hostname);
  return url.protocol === "https:" && isReachable ? url : undefined;
}

/**
 * Loopback, link-local and private networks, and names that can only be inside one. Takes the `hostname` of an http(s)
 * URL, which is in its normal form: lower case, IPv4 as four decimal numbers, IPv6 in brackets.
 */
function isPrivate(hostname: string): boolean {
  if (hostname.startsWith("[")) return /^\[(?:::1?\]|::ffff:|f[cd]|fe[89ab])/.test(hostname);
  const host = hostname.replace(/\.$/, "");
  if (/^\d+(?:\.\d+){3}$/.test(host))
    return /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(
      host,
    );
  return host === "localhost" || !host.includes(".") || /\.(?:localhost|local|internal|invalid)$/.test(host);
}
