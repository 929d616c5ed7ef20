import { documentsOf, XHTML_TYPE } from '../content.js';
import type { DeviceRule } from './device-rule.js';

/** What the device’s maker advises; larger pages open too, and slowly. */
export const pageBytes: DeviceRule = {
  code: 'preflight-page-bytes',
  name: 'page-bytes',
  source: 'kobolabs/epub-spec, “Limitations and Maximums”',
  isMendable: false,
  concerns: ({ maxPageBytes }) => maxPageBytes !== undefined,
  check(book, { maxPageBytes = Number.POSITIVE_INFINITY }, add) {
    for (const { document } of documentsOf(book, XHTML_TYPE, 'all')) {
      const size = book.files.get(document.path)?.size ?? 0;
      if (size <= maxPageBytes) continue;
      const message = `\`${document.path}\` has ${megabytes(size)}; a page shall have at most ${megabytes(maxPageBytes)}: it opens slowly. Split it.`;
      add(message, document.path);
    }
  },
};

/** What the book weighs in a mail, against what a mail may weigh. */
export const weight: DeviceRule = {
  code: 'preflight-weight',
  name: 'weight',
  source: 'Amazon help 201974220',
  isMendable: false,
  concerns: ({ mail }) => mail !== undefined,
  check(_book, { mail }, add, { bytes }) {
    const encoded = encodedSize(bytes.length);
    if (!mail || encoded <= mail.maxBytes) return;
    const message = `the book has ${megabytes(bytes.length)}, in a mail ${megabytes(encoded)}; a mail may have ${megabytes(mail.maxBytes)}. Make its pictures smaller, split it, or give it to https://www.amazon.com/sendtokindle, which takes larger files.`;
    add(message);
  },
};

/** RFC 2045 #6.8: four characters for three bytes, and two to end each line of 76. */
function encodedSize(bytes: number): number {
  const characters = Math.ceil(bytes / 3) * 4;
  return characters + 2 * Math.ceil(characters / 76);
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(bytes < 100_000 ? 4 : 1)} MB`;
