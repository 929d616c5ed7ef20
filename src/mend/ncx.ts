import { NCX_TYPE } from '../check/content.js';
import { beforeEnd, editedDocument, escapedAttribute, prefixOf, withAttribute } from '../container/markup-edits.js';
import { readNcx } from '../container/navigation.js';
import type { ManifestItem, PackageDocument } from '../container/package-document.js';
import type { Publication } from '../container/publication.js';
import { relativeUrl } from '../container/renames.js';
import { attribute } from '../container/xml-query.js';
import type { XmlElement } from '../container/xml-tree.js';
import { type ContentsEntry, readContents } from '../read/epub/contents.js';
import { element, type XmlElement as Markup, xmlDocument } from '../write/epub/xml.js';
import { type Changes, type Mender, NO_CHANGES } from './mender.js';
import { freeName } from './names.js';
import { changedPackage } from './package.js';

/** The book has an NCX made of its contents, the spine names it, and it names the book. */
export const giveNcx: Mender = {
  code: 'preflight-ncx',
  done: 'the contents stand in an NCX, too',
  mend: ({ book }) => {
    const one = book.package;
    if (!one?.spineElement) return NO_CHANGES;
    const item = one.manifest.find(({ mediaType }) => mediaType === NCX_TYPE);
    return item ? joined(book, one, one.spineElement, item) : added(book, one, one.spineElement);
  },
};

/** The NCX that is there, named by the spine, with the book’s identifier. */
function joined(book: Publication, one: PackageDocument, spine: XmlElement, item: ManifestItem): Changes {
  const named = one.itemsById.get(attribute(spine, 'toc')?.trim() ?? '');
  const { files } = changedPackage(one, [
    named?.mediaType === NCX_TYPE ? undefined : withAttribute(spine, 'toc', item.id),
  ]);
  const document = item.path === undefined ? undefined : book.documentOf(item.path);
  const own = one.uniqueIdentifier?.trim();
  if (!document || document.fault || own === undefined || readNcx(document)?.identifier?.trim() === own)
    return { files };
  const uid = document.elements.find((meta) => meta.name === 'meta' && attribute(meta, 'name') === 'dtb:uid');
  const head = document.elements.find(({ name }) => name === 'head');
  const made = `<${head ? prefixOf(head) : ''}meta name="dtb:uid" content="${escapedAttribute(own)}"/>`;
  const edit = uid ? withAttribute(uid, 'content', own) : head && beforeEnd(head, made);
  return edit ? { files: new Map([...files, [document.path, editedDocument(document, [edit])]]) } : { files };
}

function added(book: Publication, one: PackageDocument, spine: XmlElement): Changes {
  const manifest = one.manifest[0]?.element.parent;
  const { entries } = readContents(book, one);
  if (!manifest || entries.length === 0) return NO_CHANGES;
  const folder = one.path.slice(0, one.path.lastIndexOf('/') + 1);
  const href = freeName('toc.ncx', (name) => book.files.has(folder + name));
  const ids = new Set(one.document.elements.flatMap(({ attributes }) => attributes.map(({ value }) => value.trim())));
  const id = freeName('ncx', (name) => ids.has(name));
  const item = `<${prefixOf(manifest)}item id="${id}" href="${href}" media-type="${NCX_TYPE}"/>`;
  const { files } = changedPackage(one, [beforeEnd(manifest, item), withAttribute(spine, 'toc', id)]);
  const ncx = new TextEncoder().encode(ncxOf(one, folder + href, entries));
  return { files: new Map([...files, [folder + href, ncx]]) };
}

/** OPF 2.0.1 §2.4.1. */
function ncxOf(one: PackageDocument, path: string, entries: readonly ContentsEntry[]): string {
  const title = one.metadata.find(({ name }) => name === 'dc:title')?.value ?? '';
  const deepest = entries.reduce((depth, { level }) => Math.max(depth, level), 1);
  const meta = (name: string, content: string): Markup => element('meta', { name, content });
  return xmlDocument(
    element('ncx', { xmlns: 'http://www.daisy.org/z3986/2005/ncx/', version: '2005-1' }, [
      element('head', {}, [
        meta('dtb:uid', one.uniqueIdentifier?.trim() ?? ''),
        meta('dtb:depth', String(deepest)),
        meta('dtb:totalPageCount', '0'),
        meta('dtb:maxPageNumber', '0'),
      ]),
      element('docTitle', {}, [element('text', {}, [title])]),
      element('navMap', {}, new Points(path, entries).below(0)),
    ]),
  );
}

/** The entries as points within points; those that lead to one place share its number, as the NCX demands. */
class Points {
  readonly #path: string;
  readonly #entries: readonly ContentsEntry[];
  readonly #places = new Map<string, number>();
  #at = 0;

  constructor(path: string, entries: readonly ContentsEntry[]) {
    this.#path = path;
    this.#entries = entries;
  }

  /** Those from here on that are deeper than the level. */
  below(level: number): readonly Markup[] {
    const points: Markup[] = [];
    for (let entry = this.#entries[this.#at]; entry && entry.level > level; entry = this.#entries[this.#at]) {
      this.#at += 1;
      points.push(this.#point(entry, this.#at));
    }
    return points;
  }

  #point(entry: ContentsEntry, number: number): Markup {
    const src = this.#sourceOf(entry, number - 1);
    const playOrder = this.#places.get(src) ?? this.#places.size + 1;
    this.#places.set(src, playOrder);
    return element('navPoint', { id: `point-${number}`, playOrder: String(playOrder) }, [
      element('navLabel', {}, [element('text', {}, [entry.label])]),
      element('content', { src }),
      ...this.below(entry.level),
    ]);
  }

  /** An entry that only heads others leads where the first of them does. */
  #sourceOf({ address }: ContentsEntry, index: number): string {
    const place = address ?? this.#entries.slice(index + 1).find((one) => one.address)?.address;
    if (!place) return '';
    const { path, fragment } = place;
    return relativeUrl(this.#path, path) + (fragment ? `#${encodeURIComponent(fragment)}` : '');
  }
}
