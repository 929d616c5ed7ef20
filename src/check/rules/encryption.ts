import type { Rule } from '../rule.js';
import { checkXml } from '../xml-document.js';

const OTHERS = [
  'META-INF/encryption.xml',
  'META-INF/signatures.xml',
  'META-INF/metadata.xml',
  'META-INF/rights.xml',
] as const;
const FONT = /^(?:font\/|application\/(?:font-|vnd\.ms-opentype|x-font-))/;

/** The other files of META-INF are sound, and only fonts are obfuscated. */
export const encryption: Rule = {
  name: 'encryption',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-container-metainf, #sec-font-obfuscation',
  check(book, findings) {
    for (const path of OTHERS) {
      const document = book.documentOf(path);
      if (document) checkXml(document, findings);
    }
    const document = book.documentOf('META-INF/encryption.xml');
    if (document?.root === undefined || document.fault) return;
    if (document.root.name !== 'encryption') {
      findings.add('ocf-structure', `\`encryption.xml\` opens with \`${document.root.name}\`.`, document.root);
    }
    for (const path of book.encryptedPaths) {
      const item = book.package?.itemsByPath.get(path);
      if (!book.files.has(path)) {
        findings.add(
          'ocf-encryption',
          `\`encryption.xml\` names \`${path}\`, which is not in the container.`,
          document.path,
        );
      } else if (item && !FONT.test(item.mediaType) && isObfuscation(document.text)) {
        findings.add('ocf-encryption', `\`${path}\` is obfuscated but is no font.`, document.path);
      }
    }
  },
};

function isObfuscation(text: string): boolean {
  return text.includes('http://www.idpf.org/2008/embedding');
}
