import { readNavigation } from '../../container/navigation.js';
import type { ManifestItem, PackageDocument } from '../../container/package-document.js';
import type { Publication } from '../../container/publication.js';
import { attribute, childNamed, descendants, normalizeSpace, textOf, typesOf } from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import { documentsOf, XHTML_TYPE } from '../content.js';
import { referencesOf } from '../references.js';
import type { DeviceRule } from './device-rule.js';

const OLD_READERS: ReadonlySet<string> = new Set(['kobo', 'kindle', 'nook']);

/** EPUB 3 names the cover by a property; what those devices look for is EPUB 2’s `meta`. */
export const covers: DeviceRule = {
  code: 'preflight-cover',
  name: 'covers',
  source: 'kobolabs/epub-spec; EPUB 3.3 #sec-cover-image',
  isMendable: true,
  concerns: ({ family }) => OLD_READERS.has(family),
  check(book, _device, add) {
    const one = book.package;
    if (!one) return;
    const { byProperty, byMeta } = coversOf(one);
    if (!byProperty && !byMeta) {
      const message =
        'the book names no cover image, so the device shows none. Put a picture into the book and name it: `<item properties="cover-image" …/>` and `<meta name="cover" content="its id"/>`.';
      add(message, one.path, false);
    } else if (!byMeta || (byProperty && byProperty !== byMeta)) {
      const id = byProperty?.id ?? '';
      add(`no \`<meta name="cover" content="${id}"/>\` names the cover \`${byProperty?.href}\`. Add it.`, one.path);
    } else if (!byProperty && one.isEpub3) {
      add(`the cover \`${byMeta.href}\` lacks \`properties="cover-image"\`. Add it.`, byMeta.element);
    }
  },
};

interface Covers {
  readonly byProperty: ManifestItem | undefined;
  readonly byMeta: ManifestItem | undefined;
}

export function coversOf({ manifest, metadata, itemsById }: PackageDocument): Covers {
  const meta = metadata.find(({ name, element }) => name === 'cover' && attribute(element, 'content') !== undefined);
  return {
    byProperty: manifest.find(({ properties }) => properties.includes('cover-image')),
    byMeta: meta && itemsById.get(attribute(meta.element, 'content')?.trim() ?? ''),
  };
}

/** Kindle makes its own page of the cover image, before the book’s. */
export const coverPages: DeviceRule = {
  code: 'preflight-cover-twice',
  name: 'cover-pages',
  source: 'Kindle Publishing Guidelines (one cover; an HTML cover page repeats it)',
  isMendable: true,
  concerns: ({ hasCoverPage }) => !hasCoverPage,
  check(book, _device, add) {
    const one = book.package;
    const first = one?.spine.find(({ isLinear }) => isLinear);
    const page = documentsOf(book, XHTML_TYPE).find(({ item }) => item === first?.item);
    const body = page && childNamed(page.document.root, 'body');
    if (!one || !body) return;
    const { byProperty, byMeta } = coversOf(one);
    const cover = byProperty ?? byMeta;
    const pictures = picturesOf(body);
    if (!cover || pictures.length === 0) return;
    const isPictureAlone = normalizeSpace(textOf(body)) === '';
    const isOfCover = isPictureAlone && pictures.every((path) => path === cover.path);
    if (!isOfCover && !isMarked(book, one, body)) return;
    const remedy = isPictureAlone ? 'Take the page out of the spine.' : 'Take the picture off the page.';
    const message = `\`${body.document.path}\` shows the cover, and so does Kindle, which makes a page of \`${cover.href}\`: it comes twice. ${remedy}`;
    add(message, body, isPictureAlone);
  },
};

/** Where the pictures of the page lie; empty for one that cannot be known. */
function picturesOf(body: XmlElement): readonly string[] {
  const images = referencesOf(body.document).filter(({ kind }) => kind === 'image');
  return images.map(({ reference }) => (reference.kind === 'local' ? reference.path : ''));
}

/** Whether the book itself calls the page its cover. */
function isMarked(book: Publication, one: PackageDocument, body: XmlElement): boolean {
  const { path } = body.document;
  if ([body, ...descendants(body)].some((element) => typesOf(element).includes('cover'))) return true;
  const navigation = documentsOf(book, XHTML_TYPE).filter(({ item }) => item.properties.includes('nav'));
  const landmarks = navigation.flatMap(({ document }) => readNavigation(document).flatMap(({ entries }) => entries));
  const named = [
    ...landmarks.filter(({ types }) => types.includes('cover')),
    ...one.guide.filter(({ type }) => type === 'cover'),
  ];
  return named.some(({ reference }) => reference?.kind === 'local' && reference.path === path);
}
