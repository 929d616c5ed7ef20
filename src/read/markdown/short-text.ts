import type { Root } from 'hast';
import { Report } from '../../diagnostics/report.js';
import type { Block } from '../../model/story.js';
import { mapBlocks, mapInlines } from '../../model/visit.js';
import { plainBlocks } from '../front-matter/values.js';
import { piecesToBlocks } from '../hast/block-flow.js';
import { joinLines } from '../hast/runs.js';
import { readTree } from '../hast.js';
import { loadImages } from '../images.js';
import { isDense, thinOut } from './limits.js';

/** Reads the Markdown of a short text that stands apart from the story, such as a summary in front matter. */
export async function loadShortTextReader(): Promise<(text: string) => readonly Block[]> {
  const [{ fromMarkdown }, { toHast }] = await Promise.all([
    import('mdast-util-from-markdown'),
    import('mdast-util-to-hast'),
  ]);
  const images = await loadImages([], { name: '', bytes: new Uint8Array() }, new Report());
  return (text) => {
    if (!isSimple(text)) return plainBlocks(text);
    const tree = toHast(fromMarkdown(text)) as Root;
    const { pieces } = readTree(tree, { report: new Report(), images });
    return mapBlocks(piecesToBlocks(pieces), { inlines: (run) => mapInlines(run, joinLines) });
  };
}

/** Whether a parser can be let loose on the text: no markup that is too much, or that it would leave out. */
function isSimple(text: string): boolean {
  const lines = text.split('\n');
  return !text.includes('<') && !isDense(lines) && lines.every((line) => thinOut(line) === line);
}
