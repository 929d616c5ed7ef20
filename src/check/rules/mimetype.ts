import type { Publication } from '../../container/publication.js';
import type { Findings } from '../findings.js';
import type { Rule } from '../rule.js';

const MEDIA_TYPE = 'application/epub+zip';

/** `mimetype` comes first, stored, without an extra field, and says what it must to the byte. */
export const mimetype: Rule = {
  name: 'mimetype',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-zip-container-mime',
  check(book, findings) {
    if (book.archive.entries.length === 0) return;
    const first = book.archive.entries.reduce((one, other) => (other.headerOffset < one.headerOffset ? other : one));
    const entry = book.files.get('mimetype');
    if (entry === undefined) {
      findings.add('ocf-mimetype', 'The file `mimetype` is missing. Add it as the first member, stored.');
      return;
    }
    if (first !== entry || entry.headerOffset !== 0) {
      findings.add('ocf-mimetype', '`mimetype` is not the first member. Pack it first.', 'mimetype');
    }
    if (entry.method !== 0) findings.add('ocf-mimetype', '`mimetype` is compressed. Store it.', 'mimetype');
    if (entry.extraLength !== 0) {
      findings.add(
        'ocf-mimetype',
        `\`mimetype\` has an extra field of ${entry.extraLength} bytes. Leave it out.`,
        'mimetype',
      );
    }
    checkContent(book, findings);
  },
};

function checkContent(book: Publication, findings: Findings): void {
  const bytes = book.bytesOf('mimetype');
  if (bytes === undefined) return;
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 100));
  if (text === MEDIA_TYPE) return;
  const hint = text.trim() === MEDIA_TYPE ? ' There must be no space or line break around it.' : '';
  findings.add(
    'ocf-mimetype',
    `\`mimetype\` says ${JSON.stringify(text)}; it must say \`${MEDIA_TYPE}\`.${hint}`,
    'mimetype',
  );
}
