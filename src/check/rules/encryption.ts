import { NAMESPACES } from '../../container/xml-tree.js';
import type { Rule } from '../rule.js';
import { checkXml } from '../xml-document.js';

const OTHERS = ['META-INF/encryption.xml', 'META-INF/signatures.xml', 'META-INF/metadata.xml'] as const;
/** The root elements, of the container’s own namespace; metadata.xml may have any. */
const ROOTS: Readonly<Record<string, string>> = {
  'META-INF/encryption.xml': 'encryption',
  'META-INF/signatures.xml': 'signatures',
};
const FONT = /^(?:font\/|application\/(?:font-|vnd\.ms-opentype|x-font-))/;

/** The other files of META-INF are sound, and only fonts are obfuscated. */
export const encryption: Rule = {
  name: 'encryption',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-container-metainf, #sec-font-obfuscation',
  check(book, findings) {
    for (const path of OTHERS) {
      const document = book.documentOf(path);
      if (document === undefined || !checkXml(document, findings)) continue;
      const root = ROOTS[path];
      if (root === undefined || (document.root?.name === root && document.root.namespace === NAMESPACES.container))
        continue;
      findings.add(
        'ocf-structure',
        `\`${path}\` opens with \`${document.root?.name}\`; it must be \`${root}\`.`,
        document.root,
      );
    }
    const document = book.documentOf('META-INF/encryption.xml');
    if (document?.root === undefined || document.fault) return;
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
