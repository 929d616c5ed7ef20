import { packZip } from './zip.js';

/** A small EPUB for a test, as other tools make them. Only what is given is in it. */
export interface EpubParts {
  /** The children of the package's `metadata`. */
  readonly metadata?: string;
  /** Content documents by their path below `OEBPS/`: whole ones, or what stands in the body. In reading order. */
  readonly documents: Readonly<Record<string, string>>;
  /** The items of the navigation document's list of contents; see `item`. */
  readonly contents?: string;
  /** The points of an NCX; see `point`. */
  readonly ncx?: string;
  /** Documents that are no part of the reading order. */
  readonly nonLinear?: readonly string[];
  /** More of the manifest, the package and the container. */
  readonly manifest?: string;
  readonly guide?: string;
  readonly landmarks?: string;
  readonly members?: Readonly<Record<string, string | Uint8Array>>;
}

const OPF = 'xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf"';
const XHTML = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"';

export const item = (label: string, href: string, inner = ''): string =>
  `<li><a href="${href}">${label}</a>${inner === '' ? '' : `<ol>${inner}</ol>`}</li>\n`;

export const point = (label: string, href: string, inner = ''): string =>
  `<navPoint><navLabel><text>${label}</text></navLabel><content src="${href}"/>${inner}</navPoint>\n`;

/** A content document with this body. */
export const page = (body: string, head = '<title>page</title>'): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<html ${XHTML}>\n<head>${head}</head>\n<body>\n${body}\n</body>\n</html>\n`;

/** The bytes of the book. */
export function buildEpub(parts: EpubParts): Uint8Array {
  const paths = Object.keys(parts.documents);
  const items = paths.map((path, index) => `<item id="d${index}" href="${path}" media-type="application/xhtml+xml"/>`);
  const refs = paths.map((path, index) => {
    const linear = parts.nonLinear?.includes(path) ? ' linear="no"' : '';
    return `<itemref idref="d${index}"${linear}/>`;
  });
  const nav = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>';
  const ncx = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>';
  const manifest = [...items, parts.contents && nav, parts.ncx && ncx, parts.manifest].filter(Boolean).join('\n');
  const opf = `<?xml version="1.0"?>
<package ${OPF} version="${parts.contents ? '3.0' : '2.0'}" unique-identifier="uid">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">${parts.metadata ?? TITLED}</metadata>
<manifest>${manifest}</manifest>
<spine${parts.ncx ? ' toc="ncx"' : ''}>${refs.join('')}</spine>
${parts.guide ? `<guide>${parts.guide}</guide>` : ''}
</package>`;
  const members: [string, string | Uint8Array][] = [
    ['mimetype', 'application/epub+zip'],
    ['META-INF/container.xml', CONTAINER],
    ['OEBPS/content.opf', opf],
  ];
  if (parts.contents) {
    const landmarks = parts.landmarks ? `<nav epub:type="landmarks"><ol>${parts.landmarks}</ol></nav>` : '';
    members.push(['OEBPS/nav.xhtml', page(`<nav epub:type="toc"><ol>\n${parts.contents}</ol></nav>${landmarks}`)]);
  }
  if (parts.ncx) {
    const root = 'xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"';
    members.push(['OEBPS/toc.ncx', `<ncx ${root}><head/><navMap>${parts.ncx}</navMap></ncx>`]);
  }
  for (const [path, text] of Object.entries(parts.documents)) {
    members.push([`OEBPS/${path}`, /<html[\s>]/.test(text) ? text : page(text)]);
  }
  members.push(...Object.entries(parts.members ?? {}));
  return packZip(
    members.map(([path, content], index) => ({
      path,
      bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
      isStored: index === 0,
    })),
  );
}

export const TITLED =
  '<dc:title>The Wet Year</dc:title><dc:creator>Ann Fell</dc:creator><dc:language>en</dc:language><dc:identifier id="uid">wet-1</dc:identifier>';

const CONTAINER = `<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>`;
