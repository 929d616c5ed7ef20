import type { Book } from '../../model/book.js';
import { landmarksOf } from './landmarks.js';
import { IDENTIFIER_ID, packageMetadata } from './package-metadata.js';
import { NAVIGATION, NCX } from './paths.js';
import { stylesheetsOf } from './themes/stylesheet.js';
import { element, type XmlElement, xmlDocument } from './xml.js';

/** The package document: what the book is, what it holds, in which order it is read. EPUB 3.3 #sec-package-doc. */
export function packageDocument(book: Book): string {
  const ids = ownIds(book);
  return xmlDocument(
    element(
      'package',
      {
        xmlns: 'http://www.idpf.org/2007/opf',
        version: '3.0',
        'unique-identifier': IDENTIFIER_ID,
        'xml:lang': book.language,
        dir: book.direction,
      },
      [
        packageMetadata(book, book.cover && ids.cover),
        element('manifest', {}, manifest(book, ids)),
        spine(book, ids),
        guide(book),
      ],
    ),
  );
}

interface OwnIds {
  readonly navigation: string;
  readonly ncx: string;
  readonly stylesheet: string;
  readonly cover: string;
}

/** Ids for what the writer adds: the plain word, unless a document of the book is called so. */
function ownIds({ documents }: Book): OwnIds {
  const taken = new Set(documents.map(({ id }) => id));
  const free = (id: string): string => (taken.has(id) ? free(`${id}-item`) : id);
  return { navigation: free('nav'), ncx: free('ncx'), stylesheet: free('stylesheet'), cover: free('cover-image') };
}

const XHTML = 'application/xhtml+xml';

function manifest(book: Book, ids: OwnIds): readonly XmlElement[] {
  const { documents, cover, resources } = book;
  const taken = new Set([...documents.map(({ id }) => id), ...Object.values(ids)]);
  const imageId = (number: number): string =>
    taken.has(`image-${number}`) ? `image-${number}-item` : `image-${number}`;
  return [
    item({ id: ids.navigation, href: NAVIGATION, 'media-type': XHTML, properties: 'nav' }),
    item({ id: ids.ncx, href: NCX, 'media-type': 'application/x-dtbncx+xml' }),
    ...stylesheetsOf(book).map(({ href }, index) =>
      item({ id: index === 0 ? ids.stylesheet : `${ids.stylesheet}-${index + 1}`, href, 'media-type': 'text/css' }),
    ),
    ...(cover
      ? [item({ id: ids.cover, href: cover.href, 'media-type': cover.mediaType, properties: 'cover-image' })]
      : []),
    ...documents.map(({ id, href }) => item({ id, href, 'media-type': XHTML })),
    ...resources.map(({ href, mediaType }, index) => item({ id: imageId(index + 1), href, 'media-type': mediaType })),
  ];
}

const item = (attributes: Readonly<Record<string, string>>): XmlElement => element('item', attributes);

/**
 * The contents stand as a page before the story's first. A story of one chapter keeps them out of the way, at the end:
 * they must be in the spine, for the landmarks lead to them (EPUBCheck RSC-011), and some readers show them even so.
 */
function spine({ documents, direction, isVertical }: Book, ids: OwnIds): XmlElement {
  const references = documents.map(({ id }) => element('itemref', { idref: id }));
  const isNeeded = documents.filter(({ kind }) => kind === 'section').length > 1;
  const first = documents.findIndex(({ kind }) => kind !== 'cover' && kind !== 'titlePage');
  const place = isNeeded && first >= 0 ? first : documents.length;
  const navigation = element('itemref', { idref: ids.navigation, linear: isNeeded ? undefined : 'no' });
  return element(
    'spine',
    { toc: ids.ncx, 'page-progression-direction': isVertical ? 'rtl' : direction },
    references.toSpliced(place, 0, navigation),
  );
}

const GUIDE_TYPES = { cover: 'cover', toc: 'toc', bodymatter: 'text', index: 'index' } as const;

/** Where old readers start. OPF 2.0.1 §2.6. */
function guide(book: Book): XmlElement {
  const references = landmarksOf(book).flatMap(({ type, label, href }) =>
    type in GUIDE_TYPES
      ? [element('reference', { type: GUIDE_TYPES[type as keyof typeof GUIDE_TYPES], title: label, href })]
      : [],
  );
  return element('guide', {}, references);
}
