import type { MetadataEntry, PackageDocument } from '../../container/package-document.js';
import { attribute, attributeOf, textOf } from '../../container/xml-query.js';
import { NAMESPACES } from '../../container/xml-tree.js';

/** What a package's metadata says, whichever version of EPUB says it. */
export interface PackageFacts {
  /** The entries of a name: `dc:title`. */
  all(name: string): readonly MetadataEntry[];
  /** What a `meta` refines an entry with, in EPUB 3: `role`, `title-type`. */
  refinements(entry: MetadataEntry, property: string): readonly string[];
  /** An attribute of EPUB 2: `opf:role`, `opf:file-as`, `opf:event`. */
  old(entry: MetadataEntry, name: string): string | undefined;
  /** The content of EPUB 2's `<meta name content>`. */
  meta(name: string): string | undefined;
  /** The text as it stands, line ends and all, its entities decoded once more where a tool escaped them twice. */
  raw(entry: MetadataEntry): string;
  text(entry: MetadataEntry): string;
}

export function factsOfPackage({ metadata }: PackageDocument): PackageFacts {
  const raw = ({ element }: MetadataEntry): string => decodeTwice(textOf(element));
  return {
    all: (name) => metadata.filter((entry) => entry.name === name && entry.refines === undefined),
    refinements: ({ id }, property) =>
      id === undefined || id === ''
        ? []
        : metadata
            .filter((entry) => entry.refines === id && entry.name === property && entry.value !== '')
            .map(({ value }) => value),
    old: ({ element }, name) =>
      attributeOf(element, NAMESPACES.opf, name)?.trim() ?? attribute(element, `opf:${name}`)?.trim(),
    meta: (name) => {
      const found = metadata.find(({ element }) => attribute(element, 'name')?.trim() === name);
      return found && (attribute(found.element, 'content')?.trim() || undefined);
    },
    raw,
    text: (entry) => raw(entry).replace(/\s+/gu, ' ').trim(),
  };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** `Tom &amp;amp; Ann`: some tools escape what is escaped. Markup that is meant as such is not touched. */
function decodeTwice(text: string): string {
  if (!text.includes('&') || /<[a-z/]/i.test(text)) return text;
  return text
    .replace(/&#(\d{1,7});/g, (whole, code: string) => characterOf(Number(code)) ?? whole)
    .replace(/&#x([\da-f]{1,6});/gi, (whole, code: string) => characterOf(Number.parseInt(code, 16)) ?? whole)
    .replace(/&(amp|lt|gt|quot|apos);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

function characterOf(code: number): string | undefined {
  const isText = code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isText ? String.fromCodePoint(code) : undefined;
}
