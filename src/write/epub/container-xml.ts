import { PACKAGE_DOCUMENT } from './paths.js';
import { element, xmlDocument } from './xml.js';

/** `META-INF/container.xml`: where the package document is. EPUB 3.3 #sec-container-metainf-container.xml. */
export function containerXml(): string {
  const rootfile = element('rootfile', {
    'full-path': PACKAGE_DOCUMENT,
    'media-type': 'application/oebps-package+xml',
  });
  return xmlDocument(
    element('container', { version: '1.0', xmlns: 'urn:oasis:names:tc:opendocument:xmlns:container' }, [
      element('rootfiles', {}, [rootfile]),
    ]),
  );
}
