import type { Publication } from '../../container/publication.js';
import type { Findings } from '../findings.js';
import type { Rule } from '../rule.js';

// EPUB 3.3 #sec-container-filenames.
const FORBIDDEN = /["*:<>?\\|\p{Cc}\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff]|[\u{e0000}-\u{e0fff}\u{f0000}-\u{10ffff}]/u;

/** Names that every file system and reading system can bear: allowed characters, no two alike, no folders of their own. */
export const memberNames: Rule = {
  name: 'member-names',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-container-filenames',
  check(book, findings) {
    const folded = new Map<string, string>();
    for (const { path, isDirectory } of book.archive.entries) {
      checkCharacters(path, findings);
      const key = path.normalize('NFC').toLowerCase().normalize('NFC');
      const twin = folded.get(key);
      if (twin !== undefined) {
        const how = twin === path ? 'occurs twice' : `differs from \`${twin}\` by case or accents only`;
        findings.add('ocf-name-duplicate', `The name \`${path}\` ${how}. Rename one.`, path);
      }
      folded.set(key, path);
      if (isDirectory) {
        findings.add(
          'house-directory-entry',
          `The container holds an entry for the folder \`${path}\`. Leave it out.`,
          path,
        );
      }
    }
    checkPlain(book, findings);
  },
};

function checkCharacters(path: string, findings: Findings): void {
  const character = FORBIDDEN.exec(path)?.[0];
  if (character !== undefined) {
    const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
    findings.add('ocf-name-invalid', `The name \`${path}\` holds the forbidden character U+${code}. Rename it.`, path);
  }
  if (path.split('/').some((part) => part.endsWith('.'))) {
    findings.add('ocf-name-invalid', `A part of the name \`${path}\` ends with a full stop. Rename it.`, path);
  }
  if (/(?:^|\/)\.\.(?:\/|$)|^\//.test(path)) {
    findings.add('ocf-name-invalid', `The name \`${path}\` points out of the container. Rename it.`, path);
  }
}

/** One finding a book: old reading systems trip over anything but plain names. */
function checkPlain(book: Publication, findings: Findings): void {
  const odd = [...book.files.keys()].filter((path) => !/^[A-Za-z0-9._/-]*$/.test(path));
  if (odd.length === 0) return;
  const others = odd.length > 1 ? ` and ${odd.length - 1} more` : '';
  findings.add(
    'house-name',
    `\`${odd[0]}\`${others}: names of letters, digits, \`.\`, \`_\` and \`-\` are safe on every device.`,
    odd[0],
  );
}
