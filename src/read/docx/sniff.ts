import { readZipRecords } from '../../container/zip-records.js';
import type { Source } from '../reader.js';

/** How sure it is that the bytes are a DOCX: a ZIP file with a Word document in it, or at least an Office package. */
export function looksLikeDocx({ bytes }: Source): number {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b || bytes[2] !== 0x03 || bytes[3] !== 0x04) return 0;
  const paths = readZipRecords(bytes).entries.map(({ path }) => path.toLowerCase());
  if (paths.includes('word/document.xml')) return 0.95;
  return paths.includes('[content_types].xml') ? 0.6 : 0;
}
