import type { ManifestItem, PackageDocument } from '../../container/package-document.js';
import { attribute } from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import { declaredAsUtf8, isDeclaration } from './encoding.js';
import { tokensOf } from './tokens.js';

/** A page that goes before the first one: its id and its href as the package document writes them. */
export interface OpeningItem {
  readonly id: string;
  readonly href: string;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The package document as KEPUB needs it: the cover’s image is called so, what calibre notes down for itself is left out,
 * and the opening page comes first. All else stays as it is written.
 */
export function kepubPackage(one: PackageDocument, opening?: OpeningItem): string {
  const { text } = one.document;
  const edits = [...coverEdits(one), ...calibreEdits(one), ...(opening ? openingEdits(one, opening) : [])];
  let written = '';
  let at = 0;
  for (const { start, end, text: inserted } of edits.toSorted((a, b) => a.start - b.start)) {
    written += text.slice(at, start) + inserted;
    at = end;
  }
  return withDeclaration(written + text.slice(at));
}

function withDeclaration(text: string): string {
  const end = text.indexOf('?>') + 2;
  return isDeclaration(text) && end > 1 ? declaredAsUtf8(text.slice(0, end)) + text.slice(end) : text;
}

/** Kobo looks for the property alone; books before EPUB 3 name the cover’s image by its id. */
function coverEdits(one: PackageDocument): readonly Edit[] {
  const item = coverItem(one);
  if (!item || item.properties.includes('cover-image')) return [];
  const { offset } = item.element;
  const tag = tagAt(one, item.element);
  if (attribute(item.element, 'properties') === undefined) {
    const end = offset + tag.replace(/\s*\/?>$/, '').length;
    return [{ start: end, end, text: ' properties="cover-image"' }];
  }
  const properties = [...item.properties, 'cover-image'].join(' ');
  const replaced = tag.replace(/(\sproperties\s*=\s*)(?:"[^"]*"|'[^']*')/, (_, before) => `${before}"${properties}"`);
  return [{ start: offset, end: offset + tag.length, text: replaced }];
}

function coverItem({ metadata, manifest, itemsById }: PackageDocument): ManifestItem | undefined {
  const known = manifest.find(({ properties }) => properties.includes('cover-image'));
  if (known) return known;
  const named = metadata.find(({ element, name }) => name === 'cover' && attribute(element, 'content') !== undefined);
  const id = named && attribute(named.element, 'content')?.trim();
  const candidates = [id === undefined ? undefined : itemsById.get(id), itemsById.get('cover')];
  return candidates.find((item) => item?.mediaType.startsWith('image/'));
}

/** When calibre made the file and with which version: the book’s own metadata say who made the book. */
function calibreEdits(one: PackageDocument): readonly Edit[] {
  const { metadata } = one;
  const makers = new Set(
    metadata.flatMap(({ name, value, refines }) => (name === 'role' && value === 'bkp' && refines ? [refines] : [])),
  );
  const isNote = ({ name, element, id, refines }: PackageDocument['metadata'][number]): boolean =>
    name === 'calibre:timestamp' ||
    (refines !== undefined && makers.has(refines)) ||
    (name === 'dc:contributor' && (roleOf(element) === 'bkp' || (id !== undefined && makers.has(id))));
  return metadata.filter(isNote).map(({ element }) => {
    const end = endOf(one, element);
    return { start: element.offset, end, text: '' };
  });
}

const roleOf = ({ attributes }: XmlElement): string | undefined =>
  attributes.find(({ local }) => local === 'role')?.value.trim();

function openingEdits(one: PackageDocument, { id, href }: OpeningItem): readonly Edit[] {
  const manifest = one.manifest[0]?.element.parent;
  const { spineElement: spine } = one;
  if (!manifest || !spine) return [];
  const item = `<${prefixOf(one, manifest)}item id="${id}" href="${href}" media-type="application/xhtml+xml"/>`;
  const itemref = `<${prefixOf(one, spine)}itemref idref="${id}"/>`;
  return [insertedInto(one, manifest, item), insertedInto(one, spine, itemref)];
}

function insertedInto(one: PackageDocument, parent: XmlElement, text: string): Edit {
  const start = parent.offset + tagAt(one, parent).length;
  return { start, end: start, text };
}

/** The start tag of the element, as written. */
function tagAt({ document }: PackageDocument, { offset }: XmlElement): string {
  return tokensOf(document.text.slice(offset, offset + LONGEST_TAG))[0]?.raw ?? '';
}

const LONGEST_TAG = 20_000;

const prefixOf = (one: PackageDocument, element: XmlElement): string =>
  /^<([^:\s/>]+:)/.exec(tagAt(one, element))?.[1] ?? '';

/** Where the element ends, which holds nothing but text. */
function endOf(one: PackageDocument, element: XmlElement): number {
  const tag = tagAt(one, element);
  const { text } = one.document;
  const start = element.offset + tag.length;
  return tag.endsWith('/>') ? start : text.indexOf('>', text.indexOf('</', start)) + 1;
}
