import type { DeviceRule } from './device-rule.js';
import { isKepub } from './kepub.js';

/** Kobo shows a KEPUB with its own engine, and whatever is not called one with Adobe’s. */
export const formats: DeviceRule = {
  code: 'preflight-format',
  name: 'formats',
  source: 'kobolabs/epub-spec',
  isMendable: false,
  concerns: ({ formats: read }) => read[0] === 'kepub',
  check(book, _device, add, { name }) {
    if (!isKepub(book)) {
      const message =
        'the book is no KEPUB: Kobo shows it with Adobe RMSDK and not with its own engine. Make one: `storybind convert book.epub --to kepub`.';
      add(message);
    } else if (name !== undefined && !/\.kepub\.epub$/i.test(name)) {
      add(
        `the book is a KEPUB, and \`${name}\` is not called one: Kobo goes by the name. Let it end in \`.kepub.epub\`.`,
      );
    }
  },
};

/** A Kindle passes over an EPUB on its drive; the same book comes to it by mail. */
export const byMail: DeviceRule = {
  code: 'device-by-mail',
  name: 'by-mail',
  source: 'seapy/kindle-cli; Amazon help 201974220',
  isMendable: false,
  concerns: ({ formats: read, mail }) => mail?.format === 'epub' && !read.includes('epub'),
  check(_book, _device, add, { isByMail }) {
    if (isByMail) return;
    add('an EPUB on its drive is passed over; it takes them by mail. Send the book: `storybind send book.epub`.');
  },
};
