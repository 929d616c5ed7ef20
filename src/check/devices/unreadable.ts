import type { DeviceRule } from './device-rule.js';

/** A book without a package document is none: nothing else can be said of it. */
export const unreadable: DeviceRule = {
  code: 'preflight-unreadable',
  name: 'unreadable',
  source: 'EPUB 3.3 #sec-container-metainf-container.xml',
  isMendable: false,
  concerns: () => true,
  check(book, _device, add) {
    if (book.package) return;
    const reason = book.archive.fault === undefined ? 'its package document cannot be read' : 'it is no whole ZIP file';
    add(`the file cannot be opened as an EPUB: ${reason}. Fetch or bind it again.`);
  },
};
