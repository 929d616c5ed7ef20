import type { MemberFault, ZipFault } from '../../container/zip-records.js';
import type { Rule } from '../rule.js';

const UNREADABLE: Readonly<Record<ZipFault, string>> = {
  'too-short': 'it is too short to be one',
  'no-signature': 'it does not open as one',
  'no-directory': 'its list of members is missing, as if the file were cut off',
  'directory-damaged': 'its list of members is damaged',
};

const DAMAGED: Readonly<Record<MemberFault, string>> = {
  damaged: 'cannot be unpacked',
  method: 'is packed by a method other than stored or deflated',
  encrypted: 'is encrypted by ZIP itself',
  'too-large': 'unpacks to more than the check takes',
  size: 'has another size than its record says',
  crc: 'has another checksum than its record says',
};

/** The file is a ZIP file, and every member can be had from it unharmed. */
export const zipArchive: Rule = {
  name: 'zip-archive',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-zip-container-zipreqs',
  check(book, findings) {
    const { fault, entries } = book.archive;
    if (fault !== undefined) {
      findings.add('ocf-unreadable', `The file is no whole ZIP file: ${UNREADABLE[fault]}. Fetch or bind it again.`);
    }
    for (const entry of entries) {
      if (entry.isNameInvalid) {
        findings.add('ocf-name-invalid', `The name of \`${entry.path}\` is not encoded in UTF-8.`, entry.path);
      }
      if (entry.isDirectory) continue;
      const harm = book.faultOf(entry.path);
      if (harm !== undefined && book.files.get(entry.path) === entry) {
        findings.add('ocf-member-damaged', `\`${entry.path}\` ${DAMAGED[harm]}. Pack it again.`, entry.path);
      }
    }
  },
};
