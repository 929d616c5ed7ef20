import type { Nodes, Root } from 'mdast';
import type { Report } from '../../diagnostics/report.js';
import type { Place } from '../../model/story.js';
import { mendFootnotes } from './mend-footnotes.js';
import { mendHeadings } from './mend-headings.js';
import { dropDirectives, restoreDefinitions, restoreProse, restoreQuotes } from './mend-text.js';
import { walk } from './walk.js';

export interface MendContext {
  /** The text that the tree's offsets count in. */
  readonly text: string;
  readonly report: Report;
  readonly placeOf: (node: Nodes) => Place;
  readonly parse: (text: string) => Root;
}

/** Mends, in place, what Markdown's rules make of a story against its writer's mind. */
export function mendTree(root: Root, context: MendContext): void {
  dropDirectives(root, context);
  mendHeadings(root);
  const nodes = [...walk(root)];
  // Whether items stand apart means nothing to a book, and costs the square of a list's length to find out.
  for (const node of nodes) if (node.type === 'list') node.spread = true;
  restoreDefinitions(nodes, context);
  restoreQuotes(nodes, context);
  mendFootnotes(root, nodes, context);
  restoreProse(root, context);
}
