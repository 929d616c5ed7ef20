import type { Root } from 'hast';
import type { Root as MarkdownRoot } from 'mdast';
import type { Report } from '../../diagnostics/report.js';
import { flattenDeep } from '../hast/nesting.js';
import { isKnownElement } from '../hast.js';
import { mendTree } from './mend-tree.js';
import { rawPieces, tameRaw } from './raw-html.js';
import { restoreLiterals, restoreParagraphs } from './restore.js';
import { parseSegments } from './segments.js';
import { setAside } from './set-aside.js';
import { walk } from './walk.js';

export interface TreeContext {
  readonly report: Report;
  /** What to add to the text's lines to have the file's. */
  readonly lineOffset: number;
}

/** The text as an HTML tree: CommonMark with GitHub's tables, notes, task lists and strikes, raw HTML parsed. */
export async function markdownTree(text: string, context: TreeContext): Promise<Root> {
  const { report, lineOffset } = context;
  const aside = setAside(text);
  const [firstFlattened] = aside.flattened;
  const sayDeep = (line: number | undefined): void => {
    if (line === undefined) return;
    const message =
      'Markup is nested deeper, or packed denser, than any story needs; it was kept as text from here on.';
    report.add('input-too-deep', message, { line: line + lineOffset, column: 1 });
  };
  sayDeep(firstFlattened);
  const parse = await loadParser(aside.text);
  const markdown = parseSegments(aside.text, parse);
  mendTree(markdown, {
    text: aside.text,
    report,
    parse,
    placeOf: ({ position }) => ({
      line: aside.lineOf(position?.start.line ?? 1) + lineOffset,
      column: position?.start.column ?? 1,
    }),
  });
  restoreLiterals(walk(markdown), aside);
  const { toHast } = await import('mdast-util-to-hast');
  const tree = toHast(markdown, { allowDangerousHtml: true }) as Root;
  const parsed = await parseRaw(tree, aside.text, () => sayDeep(1));
  restoreParagraphs(parsed, aside);
  if (flattenDeep(parsed)) sayDeep(1);
  return parsed;
}

/** Signs without which no extension of GitHub's has anything to do. */
const EXTENDED = /[|~@]|\[[\^ xX]|:\/\/|www\./i;

/** A parser that knows what the text needs, and loads no more. */
async function loadParser(text: string): Promise<(text: string) => MarkdownRoot> {
  const { fromMarkdown } = await import('mdast-util-from-markdown');
  if (!EXTENDED.test(text)) return (markdown) => fromMarkdown(markdown);
  const [{ gfm }, { gfmFromMarkdown }] = await Promise.all([
    import('micromark-extension-gfm'),
    import('mdast-util-gfm'),
  ]);
  const options = { extensions: [gfm({ singleTilde: false })], mdastExtensions: [gfmFromMarkdown()] };
  return (markdown) => fromMarkdown(markdown, options);
}

async function parseRaw(tree: Root, text: string, onTooDeep: () => void): Promise<Root> {
  const pieces = rawPieces(tree);
  if (pieces.length === 0) return tree;
  if (tameRaw(pieces, isKnownElement)) onTooDeep();
  const { raw } = await import('hast-util-raw');
  // Without a file it gives the tree no positions; of the file it wants nothing but its text.
  const file = { toString: () => text } as unknown as NonNullable<Parameters<typeof raw>[1]>['file'];
  const parsed = raw(tree, { file: file ?? null });
  return parsed.type === 'root' ? parsed : { type: 'root', children: [parsed as Root['children'][number]] };
}
