import { afterStart, type Edit, edited, prefixOf, withAttribute, without } from '../../container/markup-edits.js';
import type { ManifestItem, PackageDocument } from '../../container/package-document.js';
import { attribute } from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import { declaredAsUtf8, isDeclaration } from './encoding.js';

/** A page that goes before the first one: its id and its href as the package document writes them. */
export interface OpeningItem {
  readonly id: string;
  readonly href: string;
}

/**
 * The package document as KEPUB needs it: the cover’s image is called so, what calibre notes down for itself is left out,
 * and the opening page comes first. All else stays as it is written.
 */
export function kepubPackage(one: PackageDocument, opening?: OpeningItem): string {
  const { text } = one.document;
  const edits = [...coverEdits(one), ...calibreEdits(one), ...(opening ? openingEdits(one, opening) : [])];
  return withDeclaration(edited(text, edits));
}

function withDeclaration(text: string): string {
  const end = text.indexOf('?>') + 2;
  return isDeclaration(text) && end > 1 ? declaredAsUtf8(text.slice(0, end)) + text.slice(end) : text;
}

/** Kobo looks for the property alone; books before EPUB 3 name the cover’s image by its id. */
function coverEdits(one: PackageDocument): readonly Edit[] {
  const item = coverItem(one);
  if (!item || item.properties.includes('cover-image')) return [];
  return [withAttribute(item.element, 'properties', [...item.properties, 'cover-image'].join(' '))];
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
function calibreEdits({ metadata }: PackageDocument): readonly Edit[] {
  const makers = new Set(
    metadata.flatMap(({ name, value, refines }) => (name === 'role' && value === 'bkp' && refines ? [refines] : [])),
  );
  const isNote = ({ name, element, id, refines }: PackageDocument['metadata'][number]): boolean =>
    name === 'calibre:timestamp' ||
    (refines !== undefined && makers.has(refines)) ||
    (name === 'dc:contributor' && (roleOf(element) === 'bkp' || (id !== undefined && makers.has(id))));
  return metadata.filter(isNote).flatMap(({ element }) => without(element) ?? []);
}

const roleOf = ({ attributes }: XmlElement): string | undefined =>
  attributes.find(({ local }) => local === 'role')?.value.trim();

function openingEdits(one: PackageDocument, { id, href }: OpeningItem): readonly Edit[] {
  const manifest = one.manifest[0]?.element.parent;
  const { spineElement: spine } = one;
  if (!manifest || !spine) return [];
  const item = `<${prefixOf(manifest)}item id="${id}" href="${href}" media-type="application/xhtml+xml"/>`;
  const itemref = `<${prefixOf(spine)}itemref idref="${id}"/>`;
  return [afterStart(manifest, item), afterStart(spine, itemref)];
}
