/** What RFC 3986 lets stand in a path, a query or a fragment as it is. */
const UNSAFE = /%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~:/?@!$&'()*+,;=%]/gu;

/** A host as names are registered. The parser of browsers lets through `a*b`, `o'neil` and `"a"`; nothing is there. */
const HOST = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?$/;

/**
 * The address as a content document may hold it, or undefined when it is none. Browsers tolerate `|`, `[` and a bare
 * `%` in a path; the URL standard's own grammar, which EPUBCheck holds books to, does not.
 */
export function webAddress(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const fragment = url.hash === '' ? '' : `#${escapeUnsafe(url.hash.slice(1))}`;
  if (url.protocol === 'mailto:') return url.pathname ? `mailto:${escapeUnsafe(url.pathname + url.search)}` : undefined;
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  if (!isWeb || !HOST.test(url.hostname)) return undefined;
  return `${url.origin}${escapeUnsafe(url.pathname + url.search)}${fragment}`;
}

const escapeUnsafe = (part: string): string => part.replace(UNSAFE, (character) => encodeURIComponent(character));
