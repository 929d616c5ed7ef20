import { NAMESPACES, type XmlDocument } from '../../container/xml-tree.js';
import { documentsOf, SVG_TYPE, XHTML_TYPE } from '../content.js';
import type { Findings } from '../findings.js';
import type { Rule } from '../rule.js';
import { checkXml } from '../xml-document.js';

/** Content documents are whole XML in UTF-8, of the right document type, without characters that say something was lost. */
export const contentDocuments: Rule = {
  name: 'content-documents',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-xml-constraints, HTML #the-doctype',
  check(book, findings) {
    for (const type of [XHTML_TYPE, SVG_TYPE]) {
      for (const { document, package: one } of documentsOf(book, type, 'all')) {
        const isWhole = checkXml(document, findings);
        if (type === XHTML_TYPE && document.encoding === 'utf-16') {
          findings.add(
            'content-encoding',
            'The document is encoded in UTF-16; HTML is UTF-8. Save it as UTF-8.',
            document.path,
          );
        }
        checkDoctype(document, one.isEpub3, type, findings);
        if (isWhole) checkCharacters(document, findings);
        if (isWhole && type === SVG_TYPE && document.root?.namespace !== NAMESPACES.svg) {
          findings.add('content-namespace', 'The root of an SVG document is not in the SVG namespace.', document.root);
        }
      }
    }
  },
};

function checkDoctype({ doctype, path }: XmlDocument, isEpub3: boolean, type: string, findings: Findings): void {
  if (doctype === undefined || !isEpub3) return;
  if (/<!ENTITY\s+(?:%\s+)?\S+\s+(?:PUBLIC|SYSTEM)\b/.test(doctype.slice(0, 100_000))) {
    findings.add('xml-external', 'The document declares an external entity. Leave it out.', path);
  }
  const [head = ''] = doctype.split('[', 1);
  const isOutside =
    /\b(?:PUBLIC|SYSTEM)\b/.test(head) && !/^\s*html\s+SYSTEM\s+["']about:legacy-compat["']\s*$/i.test(head);
  if (type === XHTML_TYPE && isOutside) {
    const quoted = `\`<!DOCTYPE${head.slice(0, 80)}>\``;
    findings.add('content-doctype', `${quoted}: write \`<!DOCTYPE html>\` or leave it out.`, path);
  } else if (type === SVG_TYPE && /\b(?:PUBLIC|SYSTEM)\b/.test(head) && !/W3C\/\/DTD SVG/.test(head)) {
    findings.add('xml-external', 'The document type declaration names something outside of the file.', path);
  }
}

const LOST = /[\ufffd\u0080-\u009f]|\u00c3[\u0080-\u00bf]\S|\u00e2\u20ac[\u0098-\u009f\u2122\u0153\u201c\u201d]/;

function checkCharacters(document: XmlDocument, findings: Findings): void {
  const lost = LOST.exec(document.text);
  if (lost === null) return;
  const code = lost[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  const message = `\`${lost[0]}\` (U+${code}) looks like text that was decoded wrongly. Convert the source again.`;
  findings.add('house-characters', message, { document, offset: lost.index });
}
