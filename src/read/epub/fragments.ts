import type { Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import type { Report } from '../../diagnostics/report.js';
import { type Block, paragraph } from '../../model/story.js';
import { mapBlocks, mapInlines } from '../../model/visit.js';
import { piecesToBlocks } from '../hast/block-flow.js';
import type { Children } from '../hast/handler.js';
import { flattenDeep, TagLimiter } from '../hast/nesting.js';
import { joinLines } from '../hast/runs.js';
import { readTree } from '../hast.js';
import type { ImageShelf } from '../images.js';

const NO_IMAGES: ImageShelf = { resourceOf: () => undefined, resources: {}, files: new Map() };
const LONGEST = 200_000;

/** What stands apart from the story's text: a summary, a note. Its images are not the story's. */
export function blocksOfNodes(nodes: Children, report: Report): readonly Block[] {
  const root: Root = { type: 'root', children: [...nodes] as Root['children'] };
  const { pieces } = readTree(root, { report, images: NO_IMAGES });
  return mapBlocks(piecesToBlocks(pieces), { inlines: (run) => mapInlines(run, joinLines) });
}

/** A description as blocks: HTML where it holds tags, else paragraphs parted by blank lines. */
export function blocksOfDescription(text: string, report: Report): readonly Block[] {
  const start = text.slice(0, LONGEST).trim();
  if (!/<\/?[a-z][^<>]{0,300}>/i.test(start)) return plainParagraphs(start);
  const root = fromHtml(new TagLimiter().limit(start), { fragment: true });
  flattenDeep(root);
  return blocksOfNodes(root.children, report);
}

function plainParagraphs(text: string): readonly Block[] {
  return text
    .split(/\n[^\S\n]*\n/)
    .map((one) => one.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .map((one) => paragraph(one));
}
