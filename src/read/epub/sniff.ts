import { CONTAINER_PATH } from '../../container/publication.js';
import { readZipRecords } from '../../container/zip-records.js';
import type { Source } from '../reader.js';

const MIMETYPE = 'application/epub+zip';

/** How sure the bytes are an EPUB: a ZIP file that says so, or that holds what only an EPUB holds. */
export function looksLikeEpub({ bytes, name }: Source): number {
  if (!(bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04)) return 0;
  // EPUB 3.3 #sec-zip-container-mime: the first member, stored, so its text stands at byte 38.
  const head = new TextDecoder('latin1').decode(bytes.subarray(30, 120));
  if (head.startsWith('mimetype') && head.includes(MIMETYPE)) return 1;
  if (/\.epub$/i.test(name)) return 1;
  return readZipRecords(bytes).entries.some(({ path }) => path === CONTAINER_PATH) ? 0.9 : 0;
}
