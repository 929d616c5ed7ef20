import type { Source } from '../reader.js';
import type { FileNode, Outline, OutlineNode } from './outline.js';

/** A line of the table of contents on its way into the tree. */
interface Entry {
  /** Columns of indentation; -1 for the heading of a part. */
  readonly indent: number;
  readonly title: string;
  readonly path?: string;
}

/** `- [The Weir](the-weir.md)`, `[Foreword](foreword.md)`: an item of the list, or a chapter before or after it. */
const LINK =
  /^(\s*)(?:[-*+]\s+)?\[((?:[^[\]]|\[[^[\]]*\])*)\]\(\s*<?([^()<>\s]*(?:\([^()<>\s]*\)[^()<>\s]*)*)>?[^)]*\)\s*$/;
const PART = /^#{1,6}\s+(.+?)\s*#*\s*$/;
/** mdBook's own heading of the file. */
const OWN_TITLE = /^(?:summary|table of contents|contents)$/i;

/** The outline that mdBook's SUMMARY.md states: https://rust-lang.github.io/mdBook/format/summary.html */
export function readSummary(text: string, summary: Source, files: readonly Source[]): Outline {
  const folder = summary.name.slice(0, -'SUMMARY.md'.length);
  const listed = new Set<Source>([summary]);
  const find = (path: string): Source | undefined => {
    const wanted = `${folder}${decoded(path).replace(/^\.\//, '')}`.replaceAll('\\', '/');
    return files.find(({ name }) => name.replaceAll('\\', '/') === wanted);
  };
  const nodes = nest(entriesOf(text), -1, { at: 0 }, (entry) => {
    const source = entry.path === undefined ? undefined : find(entry.path);
    if (!source || listed.has(source)) return undefined;
    listed.add(source);
    return source;
  });
  return { nodes, isStated: true, unlisted: files.filter((file) => !listed.has(file)) };
}

function entriesOf(text: string): readonly Entry[] {
  return text.split(/\r?\n/).flatMap((line): readonly Entry[] => {
    const part = PART.exec(line)?.[1];
    if (part !== undefined) return OWN_TITLE.test(part) ? [] : [{ indent: -1, title: part }];
    const link = LINK.exec(line.slice(0, 2000));
    if (!link) return [];
    const indent = (link[1] ?? '').replaceAll('\t', '    ').length;
    const path = link[3] ?? '';
    return [{ indent, title: (link[2] ?? '').trim(), ...(path !== '' && { path }) }];
  });
}

/** The entries that are indented deeper than `indent`, nested by their indents. */
function nest(
  entries: readonly Entry[],
  indent: number,
  cursor: { at: number },
  find: (entry: Entry) => Source | undefined,
  isInPart = false,
): readonly OutlineNode[] {
  const nodes: OutlineNode[] = [];
  for (let entry = entries[cursor.at]; entry; entry = entries[cursor.at]) {
    if (entry.indent < 0) {
      if (isInPart || indent >= 0) break;
      cursor.at += 1;
      nodes.push({ kind: 'heading', title: entry.title, nodes: nest(entries, -1, cursor, find, true) });
      continue;
    }
    if (entry.indent <= indent) break;
    cursor.at += 1;
    const source = find(entry);
    const inner = nest(entries, entry.indent, cursor, find, isInPart);
    if (source) nodes.push({ kind: 'file', source, ...titleOf(entry), nodes: inner });
    else if (inner.length > 0) nodes.push({ kind: 'heading', title: entry.title, nodes: inner });
  }
  return nodes;
}

const titleOf = ({ title }: Entry): Pick<FileNode, 'title'> => (title === '' ? {} : { title });

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
