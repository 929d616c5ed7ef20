import type { PackageDocument, SpineItem } from '../../container/package-document.js';
import { attribute } from '../../container/xml-query.js';
import type { XmlDocument } from '../../container/xml-tree.js';
import { SVG_TYPE, XHTML_TYPE } from '../content.js';
import type { Findings } from '../findings.js';
import type { Rule } from '../rule.js';

/** Pages of a fixed layout state their size. */
export const fixedLayout: Rule = {
  name: 'fixed-layout',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-fxl-content-dimensions',
  check(book, findings) {
    for (const one of book.packages) {
      if (!one.isEpub3) continue;
      for (const place of one.spine) {
        const path = isFixed(one, place) ? place.item?.path : undefined;
        const document = path === undefined ? undefined : book.documentOf(path);
        if (document?.root === undefined || document.fault) continue;
        if (place.item?.mediaType === XHTML_TYPE) checkViewport(document, findings);
        if (place.item?.mediaType === SVG_TYPE && attribute(document.root, 'viewBox') === undefined) {
          findings.add('content-viewport', 'An SVG page has no `viewBox`. Add one.', document.root);
        }
      }
    }
  },
};

function isFixed({ metadata }: PackageDocument, { properties }: SpineItem): boolean {
  if (properties.includes('rendition:layout-pre-paginated')) return true;
  if (properties.includes('rendition:layout-reflowable')) return false;
  return metadata.some(({ name, value }) => name === 'rendition:layout' && value === 'pre-paginated');
}

function checkViewport(document: XmlDocument, findings: Findings): void {
  const meta = document.elements.find(
    (element) => element.name === 'meta' && attribute(element, 'name')?.trim().toLowerCase() === 'viewport',
  );
  if (meta === undefined) {
    findings.add(
      'content-viewport',
      'A page of a fixed layout has no `viewport`. State its width and height.',
      document.root,
    );
    return;
  }
  const sizes = new Map<string, string>();
  for (const part of (attribute(meta, 'content') ?? '').split(/[,;]/)) {
    const [name = '', value = ''] = part.split('=').map((word) => word.trim());
    if (part.trim() === '') continue;
    if (name === '' || value === '') findings.add('content-viewport', `\`${part.trim()}\` is no size.`, meta);
    if (sizes.has(name)) findings.add('content-viewport', `The viewport states its \`${name}\` twice.`, meta);
    sizes.set(name, value);
  }
  for (const name of ['width', 'height']) {
    const value = sizes.get(name);
    if (value === undefined) findings.add('content-viewport', `The viewport does not state its \`${name}\`.`, meta);
    else if (!new RegExp(`^(?:[0-9]+(?:\\.[0-9]+)?|device-${name})$`).test(value)) {
      findings.add('content-viewport', `The \`${name}\` of the viewport is \`${value}\`; it must be a number.`, meta);
    }
  }
}
