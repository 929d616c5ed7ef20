import type { Source } from '../reader.js';

const HEAD = 1024;

/** How sure it is that the bytes are FictionBook: by its root element, or by the name of a ZIP file's first member. */
export function looksLikeFictionBook({ bytes }: Source): number {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD));
  if (head.startsWith('PK')) return /\.fb2$/i.test(firstMemberName(bytes)) ? 0.9 : 0;
  const text = head.replaceAll('\0', '').replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*/, '');
  return /^<(?:\?xml\s|FictionBook[\s>])/.test(text) && /<FictionBook[\s>]/.test(text) ? 0.95 : 0;
}

/** APPNOTE 6.3 §4.3.7: the length of the name stands at 26, the name at 30. */
function firstMemberName(bytes: Uint8Array): string {
  const length = (bytes[26] ?? 0) + 256 * (bytes[27] ?? 0);
  return new TextDecoder('latin1').decode(bytes.subarray(30, 30 + Math.min(length, 255)));
}
