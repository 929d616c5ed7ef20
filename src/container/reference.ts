/** Where an href points, seen from inside a container. EPUB 3.3 #sec-container-iri. */
export type Reference =
  | { readonly kind: 'local'; readonly path: string; readonly fragment?: string; readonly hasQuery: boolean }
  | { readonly kind: 'remote'; readonly scheme: string }
  | { readonly kind: 'data' }
  | { readonly kind: 'file' }
  /** More `..` than folders, or a path from the root: it points out of the container. */
  | { readonly kind: 'outside'; readonly path: string }
  | { readonly kind: 'invalid'; readonly reason: string };

const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):/;
const FORBIDDEN = /[\p{Cc} <>"`{}|\\^[\]]/u;

/** Resolves an href that stands in the file at `base` (a container path). */
export function resolveReference(base: string, href: string): Reference {
  const url = href.replace(/^[ \t\r\n\f]+|[ \t\r\n\f]+$/g, '');
  const scheme = SCHEME.exec(url)?.[1]?.toLowerCase();
  if (scheme !== undefined) return absolute(scheme, url);
  if (url.startsWith('//')) return { kind: 'remote', scheme: '' };
  const fault = urlFault(url);
  if (fault !== undefined) return { kind: 'invalid', reason: fault };
  const hash = url.indexOf('#');
  const beforeHash = hash < 0 ? url : url.slice(0, hash);
  const question = beforeHash.indexOf('?');
  const pathPart = question < 0 ? beforeHash : beforeHash.slice(0, question);
  const joined = joinPath(base, decodePercent(pathPart));
  if (joined.leaks) return { kind: 'outside', path: joined.path };
  return {
    kind: 'local',
    path: joined.path,
    hasQuery: question >= 0,
    ...(hash >= 0 && { fragment: decodePercent(url.slice(hash + 1)) }),
  };
}

function absolute(scheme: string, url: string): Reference {
  if (scheme === 'data') return { kind: 'data' };
  if (scheme === 'file') return { kind: 'file' };
  const rest = url.slice(scheme.length + 1);
  const needsHost = scheme === 'http' || scheme === 'https' || scheme === 'ftp';
  if (needsHost && !/^\/\/[^/?#]/.test(rest)) return { kind: 'invalid', reason: 'it names no host' };
  const fault = urlFault(rest);
  if (fault !== undefined) return { kind: 'invalid', reason: fault };
  if (needsHost && !isHostValid(rest)) return { kind: 'invalid', reason: 'its host is not valid' };
  return { kind: 'remote', scheme };
}

function isHostValid(rest: string): boolean {
  const authority = /^\/\/([^/?#]*)/.exec(rest)?.[1] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  return /^(?:[^:\s,;!$&'()*+=%]+)(?::[0-9]{0,5})?$/.test(host);
}

/** Why the URL breaks the URL standard's own grammar; undefined when it does not. */
function urlFault(url: string): string | undefined {
  const forbidden = FORBIDDEN.exec(url)?.[0];
  if (forbidden !== undefined) return `it holds the character ${JSON.stringify(forbidden)}`;
  if (/%(?![0-9A-Fa-f]{2})/.test(url)) return 'a % is not followed by two hexadecimal digits';
  if (url.indexOf('#') !== url.lastIndexOf('#')) return 'it holds a second #';
  return undefined;
}

function joinPath(base: string, path: string): { readonly path: string; readonly leaks: boolean } {
  if (path === '') return { path: base, leaks: false };
  const leaksFromRoot = path.startsWith('/');
  const steps = leaksFromRoot ? [] : base.split('/').slice(0, -1);
  let leaks = leaksFromRoot;
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..') leaks = steps.pop() === undefined || leaks;
    else steps.push(step);
  }
  return { path: steps.join('/') + (path.endsWith('/') && steps.length > 0 ? '/' : ''), leaks };
}

function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
