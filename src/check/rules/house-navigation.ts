import { type NavigationEntry, readNavigation, readNcx } from '../../container/navigation.js';
import type { PackageDocument } from '../../container/package-document.js';
import type { Publication } from '../../container/publication.js';
import { documentsOf, NCX_TYPE, XHTML_TYPE } from '../content.js';
import type { Findings } from '../findings.js';
import type { Rule } from '../rule.js';
import { navigationDocuments } from './navigation-document.js';

/** The contents lead to every text in reading order, twice over for old readers; landmarks say where to begin. */
export const houseNavigation: Rule = {
  name: 'house-navigation',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-nav-toc, #sec-nav-landmarks',
  check(book, findings) {
    const one = book.package;
    const [navigation] = navigationDocuments(book);
    if (!one?.isEpub3 || navigation === undefined) return;
    const navs = readNavigation(navigation.document);
    const contents = navs.find(({ types }) => types.includes('toc'))?.entries ?? [];
    checkOrder(contents, one, findings);
    checkCompleteness(contents, one, findings);
    const landmarks = navs.find(({ types }) => types.includes('landmarks'))?.entries ?? [];
    for (const type of ['toc', 'bodymatter']) {
      if (landmarks.some(({ types }) => types.includes(type))) continue;
      findings.add('house-landmarks', `The landmarks do not name the \`${type}\`.`, navigation.document.path);
    }
    checkNcx(book, contents, one, findings);
    checkCover(one, findings);
  },
};

function pathOf({ reference }: NavigationEntry): string | undefined {
  return reference?.kind === 'local' ? reference.path : undefined;
}

function checkOrder(contents: readonly NavigationEntry[], { spine }: PackageDocument, findings: Findings): void {
  const places = new Map(spine.map(({ item }, index) => [item?.path, index]));
  let last = -1;
  for (const entry of contents) {
    const place = places.get(pathOf(entry));
    if (place === undefined) continue;
    if (place < last) {
      findings.add('nav-order', `\`${entry.label}\` comes before the entry above it in reading order.`, entry.element);
    }
    last = place;
  }
}

const ASIDE = /(?:^|[/_-])(?:cover|title-?page|copyright|colophon|imprint|nav|toc|contents|uncopyright|halftitle)/i;

function checkCompleteness(
  contents: readonly NavigationEntry[],
  { spine, path }: PackageDocument,
  findings: Findings,
): void {
  const listed = new Set(contents.map(pathOf));
  for (const { item, isLinear, element } of spine) {
    const isText = item?.mediaType === XHTML_TYPE && isLinear && !item.properties.includes('nav');
    if (
      !isText ||
      item.path === undefined ||
      listed.has(item.path) ||
      ASIDE.test(item.path.slice(path.lastIndexOf('/') + 1))
    )
      continue;
    findings.add('house-contents', `The table of contents does not lead to \`${item.href}\`.`, element);
  }
}

function checkNcx(
  book: Publication,
  contents: readonly NavigationEntry[],
  one: PackageDocument,
  findings: Findings,
): void {
  const [ncx] = documentsOf(book, NCX_TYPE);
  const read = ncx && readNcx(ncx.document);
  if (read === undefined) {
    findings.add('house-ncx', 'The book has no NCX: readers made before EPUB 3 show no contents.', one.path);
    return;
  }
  const [points, entries] = [read.points, contents].map((list) => new Set(list.map(pathOf)));
  const missing = [...(entries ?? [])].find((path) => path !== undefined && !points?.has(path));
  if (missing !== undefined) {
    findings.add(
      'house-ncx',
      `The NCX does not lead to \`${missing}\`, the table of contents does.`,
      ncx?.document.path,
    );
  }
}

function checkCover({ manifest, metadata, root }: PackageDocument, findings: Findings): void {
  const cover = manifest.find(({ properties }) => properties.includes('cover-image'));
  if (cover === undefined) return;
  const isNamed = metadata.some(({ name, element }) => {
    return name === 'cover' && element.attributes.some((one) => one.name === 'content' && one.value === cover.id);
  });
  if (!isNamed)
    findings.add('house-cover', `No \`<meta name="cover" content="${cover.id}"/>\`: old readers show no cover.`, root);
}
