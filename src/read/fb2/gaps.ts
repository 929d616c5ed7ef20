import type { XmlDocument, XmlElement } from '../../container/xml-tree.js';

/** A file with an empty line by every few paragraphs means nothing by them. */
const FEWEST_PARAGRAPHS_PER_LINE = 5;

/** The empty lines that part scenes: two or more between paragraphs, in a file with few of them. One may be anything. */
export function sceneGaps({ elements }: XmlDocument): ReadonlySet<XmlElement> {
  const lines = elements.filter(({ name }) => name === 'empty-line');
  const paragraphs = elements.reduce((count, { name }) => count + (name === 'p' ? 1 : 0), 0);
  if (lines.length * FEWEST_PARAGRAPHS_PER_LINE > paragraphs) return new Set();
  const parents = new Set(lines.flatMap(({ parent }) => (parent ? [parent] : [])));
  return new Set([...parents].flatMap(gapsIn));
}

/** The first line of each gap among the children. */
function gapsIn({ children }: XmlElement): readonly XmlElement[] {
  const gaps: XmlElement[] = [];
  let before = '';
  let run: XmlElement[] = [];
  for (const child of children) {
    if (typeof child === 'string') continue;
    if (child.name === 'empty-line') {
      run.push(child);
      continue;
    }
    const [first] = run;
    if (first && run.length > 1 && before === 'p' && child.name === 'p') gaps.push(first);
    before = child.name;
    run = [];
  }
  return gaps;
}
