import { type NavigationEntry, readNavigation, readNcx } from '../../container/navigation.js';
import type { PackageDocument } from '../../container/package-document.js';
import type { Publication } from '../../container/publication.js';
import { attribute } from '../../container/xml-query.js';
import { documentsOf, NCX_TYPE, XHTML_TYPE } from '../content.js';
import { shorten } from '../schema/vocabulary.js';
import type { DeviceRule } from './device-rule.js';
import { isKepub } from './kepub.js';

/** RMSDK knows the contents of an EPUB by its NCX alone. */
export const ncx: DeviceRule = {
  code: 'preflight-ncx',
  name: 'ncx',
  source: 'ebookmaker#167; OPF 2.0.1 §2.4.1',
  isMendable: true,
  // Kobo renders an EPUB that is no KEPUB with RMSDK.
  concerns: ({ engine, family }) => engine === 'rmsdk' || family === 'kobo',
  check(book, { family }, add) {
    const one = book.package;
    if (!one || (family === 'kobo' && isKepub(book))) return;
    const item = one.manifest.find(({ mediaType }) => mediaType === NCX_TYPE);
    if (!item) {
      add('the book has no NCX, and Adobe RMSDK shows no contents without one. Add a `toc.ncx`.', one.path);
      return;
    }
    const toc = one.spineElement && attribute(one.spineElement, 'toc')?.trim();
    if (one.itemsById.get(toc ?? '')?.mediaType !== NCX_TYPE) {
      const stated = toc === undefined ? 'the spine does not name the NCX' : `\`spine toc="${toc}"\` names no NCX`;
      add(
        `${stated}, so Adobe RMSDK does not find it. Write \`<spine toc="${item.id}">\`.`,
        one.spineElement ?? one.path,
      );
    }
    const document = item.path === undefined ? undefined : book.documentOf(item.path);
    const read = document && document.fault === undefined ? readNcx(document) : undefined;
    const [stated, own] = [read?.identifier, one.uniqueIdentifier].map((id) => id?.trim());
    if (!read || own === undefined || stated === own) return;
    const fact =
      stated === undefined ? 'the NCX has no `dtb:uid`' : `the \`dtb:uid\` of the NCX is \`${shorten(stated)}\``;
    add(`${fact}, the book’s identifier \`${shorten(own)}\`. Make them the same.`, read.document.path);
  },
};

/** kepubify#101: where the contents go another way than the pages, Kobo jumps to chapters that are not there. */
export const order: DeviceRule = {
  code: 'preflight-order',
  name: 'order',
  source: 'kepubify#101, #107; innocenat/kindle-epub-fix',
  isMendable: false,
  concerns: ({ family }) => family === 'kobo' || family === 'kindle',
  check(book, _device, add) {
    const one = book.package;
    if (!one) return;
    for (const entries of contentsOf(book)) {
      const stray = firstStray(entries, one);
      if (!stray) continue;
      const { label, element } = stray;
      const message = `\`${shorten(label)}\` comes after the entry above it in the contents and before it in the spine; readers jump to chapters that are not there. Put the contents in the order of the pages.`;
      add(message, element);
    }
  },
};

/** Kobo pages by file: what a page break in the middle of one asks for, it does not do. */
export const pageBreaks: DeviceRule = {
  code: 'preflight-page-breaks',
  name: 'page-breaks',
  source: 'kobolabs/epub-spec, “Page Breaks”',
  isMendable: false,
  concerns: ({ family }) => family === 'kobo',
  check(book, _device, add) {
    const [entries = []] = contentsOf(book);
    const highest = entries.reduce((least, { depth }) => Math.min(least, depth), Number.POSITIVE_INFINITY);
    const chapters = new Map<string, Set<string>>();
    for (const { reference, depth } of entries) {
      if (depth !== highest || reference?.kind !== 'local') continue;
      const fragments = chapters.get(reference.path) ?? new Set();
      chapters.set(reference.path, fragments.add(reference.fragment ?? ''));
    }
    for (const [path, { size }] of chapters) {
      if (size < 2) continue;
      const message = `${size} entries of the contents lead into \`${path}\`: Kobo heeds no page break within a file and runs the chapters on. Give each a file of its own.`;
      add(message, path);
    }
  },
};

/** The table of contents, then the NCX. */
function contentsOf(book: Publication): readonly (readonly NavigationEntry[])[] {
  const navigation = documentsOf(book, XHTML_TYPE).filter(({ item }) => item.properties.includes('nav'));
  const lists = navigation.flatMap(({ document }) => readNavigation(document));
  const contents = lists.filter(({ types }) => types.includes('toc')).map(({ entries }) => entries);
  return [...contents, ...documentsOf(book, NCX_TYPE).map(({ document }) => readNcx(document)?.points ?? [])];
}

/** The first entry whose page stands before that of an entry above it. */
function firstStray(entries: readonly NavigationEntry[], { spine }: PackageDocument): NavigationEntry | undefined {
  const places = new Map(spine.map(({ item }, index) => [item?.path, index]));
  let last = -1;
  for (const entry of entries) {
    const place = entry.reference?.kind === 'local' ? places.get(entry.reference.path) : undefined;
    if (place === undefined) continue;
    if (place < last) return entry;
    last = place;
  }
  return undefined;
}
