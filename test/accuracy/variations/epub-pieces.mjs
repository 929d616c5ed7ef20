// What every EPUB has: its container, package document, pages and table of contents.
import { chapterHtml, escapeXml, headingOf } from './html-pieces.mjs';

export const container = (path) =>
  `<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="${path}" media-type="application/oebps-package+xml"/></rootfiles></container>`;

export const page = (title, main, language = 'en', attributes = '') =>
  `<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="${language}"><head><title>${escapeXml(title)}</title></head><body${attributes}>${main}</body></html>`;

export function packageDocument({
  version = '2.0',
  metadata,
  items,
  spine = items.filter(({ isText }) => isText),
  toc,
}) {
  const manifest = items
    .map(
      ({ id, href, type = 'application/xhtml+xml', properties }) =>
        `<item id="${id}" href="${href}" media-type="${type}"${properties ? ` properties="${properties}"` : ''}/>`,
    )
    .join('\n');
  const order = spine.map(({ id, isAside }) => `<itemref idref="${id}"${isAside ? ' linear="no"' : ''}/>`).join('\n');
  return `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="${version}" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">${metadata}</metadata>
<manifest>${manifest}</manifest><spine${toc ? ` toc="${toc}"` : ''}>${order}</spine></package>`;
}

export const dublinCore = ({ title, author, language }) =>
  `<dc:identifier id="id">urn:uuid:00000000-0000-4000-8000-000000000001</dc:identifier><dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(author)}</dc:creator><dc:language>${language}</dc:language>`;

export const ncx = (title, points) =>
  `<?xml version="1.0" encoding="utf-8"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><head/><docTitle><text>${escapeXml(title)}</text></docTitle><navMap>${points
    .map(
      ([label, href], at) =>
        `<navPoint id="n${at}" playOrder="${at + 1}"><navLabel><text>${escapeXml(label)}</text></navLabel><content src="${href}"/></navPoint>`,
    )
    .join('')}</navMap></ncx>`;
export const ncxItem = { id: 'ncx', href: 'toc.ncx', type: 'application/x-dtbncx+xml' };

export const chapterItems = (body, name = (at) => `chapter${at + 1}.xhtml`) =>
  body.chapters.map((_, at) => ({ id: `c${at + 1}`, href: name(at), isText: true }));
export const points = (body, items) =>
  body.chapters.map((chapter, at) => [headingOf(body, chapter, at), items[at].href]);
export const chapterFiles = (body, items, folder, options) =>
  Object.fromEntries(
    items.map(({ href }, at) => [`${folder}${href}`, page(body.title, chapterHtml(body, at, options), body.language)]),
  );
