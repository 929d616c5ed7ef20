import type { ManifestItem, PackageDocument } from '../../container/package-document.js';
import type { Publication } from '../../container/publication.js';
import { attribute } from '../../container/xml-query.js';
import { containerAddress } from './container-path.js';

/** The container path of the book's cover, where it is an image that a book may hold. */
export function coverPath(pack: PackageDocument, publication: Publication): string | undefined {
  const named = pack.metadata.find(({ element }) => attribute(element, 'name') === 'cover');
  const id = named && attribute(named.element, 'content')?.trim();
  const candidates: readonly (ManifestItem | undefined)[] = [
    pack.manifest.find(({ properties }) => properties.includes('cover-image')),
    id === undefined ? undefined : (pack.itemsById.get(id) ?? pack.manifest.find(({ href }) => href === id)),
    ...pack.manifest.filter((item) => /^cover(?:-?image)?(?:\.\w+)?$/i.test(item.id)),
  ];
  const item = candidates.find((one) => one !== undefined && /^image\/(?:jpe?g|png|gif|webp)$/i.test(one.mediaType));
  const path = item && (item.path ?? containerAddress(pack.path, item.href)?.path);
  return path !== undefined && publication.files.has(path) && !publication.encryptedPaths.has(path) ? path : undefined;
}
