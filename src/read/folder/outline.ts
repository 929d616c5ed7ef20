import { decode } from '../../text/encoding.js';
import type { Source } from '../reader.js';
import { baseName } from './describe.js';
import { readSummary } from './summary.js';

/** The files of a story in several, in reading order, as their folders or a table of contents nest them. */
export type OutlineNode = FileNode | FolderNode | HeadingNode;

export interface FileNode {
  readonly kind: 'file';
  readonly source: Source;
  /** What the table of contents calls it. */
  readonly title?: string;
  readonly nodes: readonly OutlineNode[];
}

export interface FolderNode {
  readonly kind: 'folder';
  /** Its path; the last part is its name. */
  readonly name: string;
  readonly nodes: readonly OutlineNode[];
}

/** A part that the table of contents names and no file opens. */
interface HeadingNode {
  readonly kind: 'heading';
  readonly title: string;
  readonly nodes: readonly OutlineNode[];
}

export interface Outline {
  readonly nodes: readonly OutlineNode[];
  /** True when a table of contents (mdBook's SUMMARY.md) gives the order. */
  readonly isStated: boolean;
  /** The files that the table of contents leaves out. */
  readonly unlisted: readonly Source[];
}

/** The order of the folder's files: that of its SUMMARY.md, else as people count, folders among files. */
export function outlineOf(folder: Source, files: readonly Source[], isOrdered: boolean): Outline {
  const summary = files.find(({ name }) => isSummary(name));
  if (summary) return readSummary(decode(summary.bytes)?.text ?? '', summary, files);
  if (isOrdered) return { nodes: files.map(fileNode), isStated: false, unlisted: [] };
  return { nodes: byFolder(folder.name, files), isStated: false, unlisted: [] };
}

export const isSummary = (name: string): boolean => baseName(name) === 'SUMMARY.md';

/** Every file of the outline, in order. */
export function* filesOf(nodes: readonly OutlineNode[]): Generator<Source> {
  for (const node of nodes) {
    if (node.kind === 'file') yield node.source;
    yield* filesOf(node.nodes);
  }
}

const fileNode = (source: Source): FileNode => ({ kind: 'file', source, nodes: [] });

const NATURAL = new Intl.Collator('en', { numeric: true });

function byFolder(folder: string, files: readonly Source[]): readonly OutlineNode[] {
  const here: OutlineNode[] = [];
  const below = new Map<string, Source[]>();
  for (const file of files) {
    const way = file.name
      .slice(folder.length)
      .replace(/^[/\\]/, '')
      .split(/[/\\]/);
    const [first] = way;
    if (way.length === 1 || first === undefined) here.push(fileNode(file));
    else below.set(`${folder}/${first}`, [...(below.get(`${folder}/${first}`) ?? []), file]);
  }
  for (const [name, inner] of below) here.push({ kind: 'folder', name, nodes: byFolder(name, inner) });
  return here.sort((a, b) => NATURAL.compare(nameOf(a), nameOf(b)));
}

const nameOf = (node: OutlineNode): string =>
  node.kind === 'file' ? node.source.name : node.kind === 'folder' ? node.name : node.title;
