import { CONTAINER_PATH } from '../../container/publication.js';

/** What the members of a container are to the book. */
export interface Roles {
  readonly package: string;
  /** The navigation document and the NCX. */
  readonly navigation: readonly string[];
  /** The pages as they are read. */
  readonly spine: readonly string[];
}

/**
 * A KEPUB’s members in its order: what describes the book, its navigation, its pages as they are read, then the rest as it
 * was. Kobo goes by navigation, spine and container alike (kepubify#101).
 */
export function inKepubOrder(paths: readonly string[], roles: Roles): readonly string[] {
  const known = new Set(paths);
  const wanted = [CONTAINER_PATH, roles.package, ...roles.navigation, ...roles.spine, ...paths];
  return [...new Set(wanted)].filter((path) => known.has(path));
}

const LITTER = /(?:^|\/)(?:calibre_bookmarks\.txt|itunes[^/]*\.plist|\.ds_store|thumbs\.db)$|(?:^|\/)__macosx\//i;

/** True of what programs leave in a container that is no part of the book. */
export const isLitter = (path: string): boolean => LITTER.test(path);
