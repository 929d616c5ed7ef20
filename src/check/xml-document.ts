import type { XmlDocument } from '../container/xml-tree.js';
import type { Findings } from './findings.js';

/** Holds a document against XML 1.0 as EPUB uses it; true when its tree is whole. EPUB 3.3 #sec-xml-constraints. */
export function checkXml(document: XmlDocument, findings: Findings): boolean {
  checkEncoding(document, findings);
  if (document.version !== undefined && document.version !== '1.0') {
    findings.add('xml-version', `The document declares XML ${document.version}; it must be 1.0.`, document.path);
  }
  const { fault } = document;
  if (fault !== undefined) {
    const message = `The document is not well-formed: ${fault.message.slice(0, 200)}`;
    findings.add('xml-not-well-formed', `${message.replace(/\.$/, '')}.`, { document, offset: fault.offset });
    return false;
  }
  if (document.root === undefined) {
    findings.add('xml-not-well-formed', 'The document holds no element.', document.path);
    return false;
  }
  return true;
}

function checkEncoding(document: XmlDocument, findings: Findings): void {
  const { encoding, declaredEncoding, invalidAt, hasBom, path } = document;
  if (invalidAt !== undefined) {
    const spot = { document, offset: invalidAt };
    findings.add('xml-encoding', 'The document holds bytes that are not UTF-8. Save it as UTF-8.', spot);
  } else if (encoding === 'utf-16') {
    findings.add('xml-encoding-utf16', 'The document is encoded in UTF-16. Save it as UTF-8.', path);
    if (declaredEncoding !== undefined && !/^utf-16/i.test(declaredEncoding)) {
      findings.add('xml-encoding', `The document is in UTF-16 but declares \`${declaredEncoding}\`.`, path);
    }
  }
  if (declaredEncoding !== undefined && encoding !== 'utf-16' && !/^utf-8$/i.test(declaredEncoding)) {
    findings.add(
      'xml-encoding',
      `The document declares the encoding \`${declaredEncoding}\`; it must be \`utf-8\`.`,
      path,
    );
  }
  if (hasBom && encoding === 'utf-8') {
    findings.add('house-bom', 'The document opens with a byte order mark. Leave it out.', path);
  }
}
