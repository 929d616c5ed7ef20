import { documentsOf, NCX_TYPE, XHTML_TYPE } from '../check/content.js';
import { coversOf } from '../check/devices/covers.js';
import { likelyLanguage } from '../check/devices/language.js';
import { referencesOf } from '../check/references.js';
import {
  beforeEnd,
  type Edit,
  editedDocument,
  escapedAttribute,
  passageOf,
  prefixOf,
  startTag,
  withAttribute,
  without,
} from '../container/markup-edits.js';
import { readNcx } from '../container/navigation.js';
import type { PackageDocument } from '../container/package-document.js';
import type { Publication } from '../container/publication.js';
import { attribute } from '../container/xml-query.js';
import type { XmlElement } from '../container/xml-tree.js';
import { type Changes, type Mender, NO_CHANGES } from './mender.js';

/** The package document with the edits made. */
export const changedPackage = (one: PackageDocument, edits: readonly (Edit | undefined)[]): Changes => {
  const made = edits.flatMap((edit) => edit ?? []);
  return made.length === 0 ? NO_CHANGES : { files: new Map([[one.path, editedDocument(one.document, made)]]) };
};

/** The `metadata` element: the parent of what stands in it. */
const metadataOf = ({ metadata, document }: PackageDocument): XmlElement | undefined =>
  metadata[0]?.element.parent ?? document.elements.find(({ name }) => name === 'metadata');

/** The language that is stated is written as a tag; where none is, that of all the pages. */
export const stateLanguage: Mender = {
  code: 'preflight-language',
  done: 'the language is named as RFC 5646 has it',
  mend: ({ book }) => {
    const one = book.package;
    const language = one && likelyLanguage(book, one);
    if (!one || language === undefined) return NO_CHANGES;
    const stated = one.metadata.find(({ name }) => name === 'dc:language');
    const passage = stated && passageOf(stated.element);
    if (stated && passage) {
      const tag = startTag(stated.element).replace(/\s*\/>$/u, '>');
      const name = `${prefixOf(stated.element)}language`;
      return changedPackage(one, [{ ...passage, text: `${tag}${language}</${name}>` }]);
    }
    const parent = metadataOf(one);
    const sample = one.metadata.find(({ name }) => name.startsWith('dc:'));
    const prefix = sample ? prefixOf(sample.element) : 'dc:';
    return changedPackage(one, [parent && beforeEnd(parent, `<${prefix}language>${language}</${prefix}language>`)]);
  },
};

/** The cover’s image is named in both ways: by the property, and by the `meta` of EPUB 2. */
export const nameCover: Mender = {
  code: 'preflight-cover',
  done: 'the cover image is named as new and old readers look for it',
  mend: ({ book }) => {
    const one = book.package;
    if (!one) return NO_CHANGES;
    const { byProperty, byMeta } = coversOf(one);
    const cover = byProperty ?? byMeta;
    if (!cover) return NO_CHANGES;
    const known = one.metadata.find(
      ({ name, element }) => name === 'cover' && attribute(element, 'content') !== undefined,
    );
    const parent = metadataOf(one);
    const prefix = parent ? prefixOf(parent) : '';
    const named = `<${prefix}meta name="cover" content="${escapedAttribute(cover.id)}"/>`;
    const meta = known ? withAttribute(known.element, 'content', cover.id) : parent && beforeEnd(parent, named);
    const properties = [...cover.properties, 'cover-image'].join(' ');
    const isUnnamed = one.isEpub3 && !cover.properties.includes('cover-image');
    return changedPackage(one, [
      cover === byMeta ? undefined : meta,
      isUnnamed ? withAttribute(cover.element, 'properties', properties) : undefined,
    ]);
  },
};

/** The page that shows the cover alone is passed over in reading. It stays in the book, and in the spine where links lead to it. */
export const passCoverPage: Mender = {
  code: 'preflight-cover-twice',
  done: 'the page that shows the cover is passed over in reading',
  mend: ({ book }) => {
    const one = book.package;
    const first = one?.spine.find(({ isLinear }) => isLinear);
    if (!one || !first) return NO_CHANGES;
    const isLinked = first.item?.path !== undefined && linkedPaths(book).has(first.item.path);
    return changedPackage(one, [isLinked ? withAttribute(first.element, 'linear', 'no') : without(first.element)]);
  },
};

/** What contents, guide and pages lead to. */
function linkedPaths(book: Publication): ReadonlySet<string> {
  const pages = documentsOf(book, XHTML_TYPE).flatMap(({ document }) => referencesOf(document));
  const links = pages.filter(({ kind }) => kind === 'hyperlink').map(({ reference }) => reference);
  const points = documentsOf(book, NCX_TYPE).flatMap(({ document }) => readNcx(document)?.points ?? []);
  const guide = book.packages.flatMap((one) => one.guide);
  const all = [...links, ...[...points, ...guide].map(({ reference }) => reference)];
  return new Set(all.flatMap((reference) => (reference?.kind === 'local' ? [reference.path] : [])));
}
