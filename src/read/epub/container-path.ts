import { resolveReference } from '../../container/reference.js';

export interface ContainerAddress {
  readonly path: string;
  readonly fragment?: string;
}

/** Where an href in the file at `base` leads within the container; undefined when it leads elsewhere. */
export function containerAddress(base: string, href: string): ContainerAddress | undefined {
  const reference = resolveReference(base, href);
  const found = reference.kind === 'invalid' ? resolveReference(base, encoded(href)) : reference;
  if (found.kind !== 'local') return undefined;
  return { path: found.path, ...(found.fragment !== undefined && { fragment: found.fragment }) };
}

/** Tools forget to encode spaces and brackets. */
function encoded(href: string): string {
  return href.trim().replace(/[\s<>"`{}|\\^[\]]/g, (character) => encodeURIComponent(character));
}

/** The path as an address whose decoding gives it back. */
export const addressOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
