import { type NavigationEntry, readNavigation, readNcx } from '../../container/navigation.js';
import type { PackageDocument } from '../../container/package-document.js';
import type { Publication } from '../../container/publication.js';
import { attribute } from '../../container/xml-query.js';
import { bookDocument } from './book-xml.js';
import { type ContainerAddress, containerAddress } from './container-path.js';

/** An entry of the book's table of contents. */
export interface ContentsEntry {
  readonly label: string;
  /** Left out for entries that only head others. */
  readonly address?: ContainerAddress;
  /** 1 for the topmost. */
  readonly level: number;
}

export interface Contents {
  /** In the order of the list, nested entries after their parents. */
  readonly entries: readonly ContentsEntry[];
  /** What landmarks and guide say that documents are: `cover`, `bodymatter`, `copyright-page`. Of whole documents only. */
  readonly typesOf: ReadonlyMap<string, readonly string[]>;
}

/** The book's table of contents: the navigation document's, or the NCX's where that says more. */
export function readContents(publication: Publication, pack: PackageDocument): Contents {
  const navPath = pack.manifest.find(({ properties }) => properties.includes('nav'))?.path;
  const navDocument = navPath === undefined ? undefined : bookDocument(publication, navPath);
  const navs = navDocument ? readNavigation(navDocument) : [];
  const listed = levelled(navs.find(({ types }) => types.includes('toc'))?.entries ?? [], navPath ?? '', hrefOfNav);
  const ncx = ncxEntries(publication, pack);
  const entries = targets(listed) >= targets(ncx) ? listed : ncx;
  const typesOf = new Map<string, string[]>();
  const addTypes = (address: ContainerAddress | undefined, types: readonly string[]): void => {
    if (!address || (address.fragment ?? '') !== '' || types.length === 0) return;
    typesOf.set(address.path, [...(typesOf.get(address.path) ?? []), ...types]);
  };
  for (const landmark of navs.find(({ types }) => types.includes('landmarks'))?.entries ?? []) {
    addTypes(containerAddress(navPath ?? '', hrefOfNav(landmark) ?? ''), landmark.types);
  }
  for (const { type, element } of pack.guide) {
    addTypes(containerAddress(pack.path, attribute(element, 'href') ?? ''), [type.toLowerCase()]);
  }
  return { entries, typesOf };
}

const hrefOfNav = ({ element }: NavigationEntry): string | undefined => attribute(element, 'href');

/** OPF 2.0.1 §2.4.1.2: the spine's `toc` names the NCX; some books only list it. */
function ncxEntries(publication: Publication, pack: PackageDocument): readonly ContentsEntry[] {
  const named = pack.spineElement && pack.itemsById.get(attribute(pack.spineElement, 'toc')?.trim() ?? '');
  const item = named ?? pack.manifest.find(({ mediaType }) => mediaType === 'application/x-dtbncx+xml');
  const document = item?.path === undefined ? undefined : bookDocument(publication, item.path);
  const ncx = document && readNcx(document);
  return ncx ? levelled(ncx.points, document.path, hrefOfPoint) : [];
}

function hrefOfPoint({ element }: NavigationEntry): string | undefined {
  const content = element.children.find((child) => typeof child !== 'string' && child.name === 'content');
  return typeof content === 'object' ? attribute(content, 'src') : undefined;
}

/** The depths of the documents' elements as levels: 1, 2, 3. */
function levelled(
  entries: readonly NavigationEntry[],
  base: string,
  hrefOf: (entry: NavigationEntry) => string | undefined,
): readonly ContentsEntry[] {
  const open: number[] = [];
  return entries.map((entry) => {
    while (open.length > 0 && (open.at(-1) ?? 0) >= entry.depth) open.pop();
    open.push(entry.depth);
    const href = hrefOf(entry);
    const address = href === undefined ? undefined : containerAddress(base, href);
    return { label: entry.label, level: open.length, ...(address && { address }) };
  });
}

/** How many places a list leads to. */
const targets = (entries: readonly ContentsEntry[]): number =>
  new Set(entries.flatMap(({ address }) => (address ? [`${address.path}#${address.fragment ?? ''}`] : []))).size;
