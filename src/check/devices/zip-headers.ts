import type { ZipArchive, ZipEntry } from '../../container/zip-records.js';
import type { DeviceRule } from './device-rule.js';

/** Where KOReader runs, old builds of it among them. */
const WITH_KOREADER: ReadonlySet<string> = new Set(['kobo', 'pocketbook', 'tolino', 'boox', 'remarkable']);

/** Some readers go by the headers before the members, and not by the list at the end. */
export const zipHeaders: DeviceRule = {
  code: 'preflight-zip',
  name: 'zip-headers',
  source: 'KOReader#8222, coolreader#315; kepubify#97 (an inference); EPUB 3.3 #sec-zip-container-mime',
  isMendable: true,
  concerns: () => true,
  check({ archive }, { family }, add) {
    const [first] = archive.entries;
    if (first?.path === 'mimetype' && first.extraLength > 0) {
      add('the `mimetype` has an extra field, so the file is not known as an EPUB by its first bytes.', first.path);
    }
    if (!WITH_KOREADER.has(family)) return;
    const unsized = archive.entries.filter((entry) => isUnsized(archive, entry, family === 'kobo'));
    const [entry] = unsized;
    if (!entry) return;
    const more = unsized.length > 1 ? ` and ${unsized.length - 1} more` : '';
    const message = `the size of \`${entry.path}\`${more} does not stand before it in the ZIP file; some readers call such a file damaged. Pack the book anew.`;
    add(message, entry.path);
  },
};

/**
 * APPNOTE 6.3 §4.3.7: the compressed size stands at 18, the size at 22. Both are zero where they follow the member, which
 * readers know but perhaps Kobo; the one without the other is what KOReader failed at.
 */
function isUnsized({ bytes }: ZipArchive, entry: ZipEntry, isStrict: boolean): boolean {
  const { headerOffset, dataOffset, compressedSize } = entry;
  // A member of no bytes needs no size.
  if (dataOffset < 0 || compressedSize === 0) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [packed, size] = [view.getUint32(headerOffset + 18, true), view.getUint32(headerOffset + 22, true)];
  return packed === 0 && (isStrict || size !== 0);
}
