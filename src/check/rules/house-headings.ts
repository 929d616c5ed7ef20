import { normalizeSpace, textOf } from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import { type ContentDocument, spineDocuments } from '../content.js';
import type { Findings } from '../findings.js';
import type { Rule } from '../rule.js';

/** Headings follow the book: one main heading a file, no level left out, every title a real one. */
export const houseHeadings: Rule = {
  name: 'house-headings',
  depth: 'house',
  reference: 'WCAG 2.2 #info-and-relationships, #page-titled',
  check(book, findings) {
    const titles = new Map<string, string>();
    for (const one of spineDocuments(book)) {
      checkLevels(one, findings);
      checkTitle(one, titles, findings);
    }
  },
};

function checkLevels({ document, item }: ContentDocument, findings: Findings): void {
  const headings = document.elements.filter(({ name }) => /^h[1-6]$/.test(name));
  const isText = document.elements.some(({ name }) => name === 'p');
  if (headings.length === 0) {
    if (isText && !item.properties.includes('nav')) {
      findings.add('house-heading', 'The document has no heading. Give it one, if only for the ear.', document.root);
    }
    return;
  }
  let before: number | undefined;
  for (const heading of headings) {
    const level = levelOf(heading);
    if (before !== undefined && level > before + 1) {
      findings.add('house-heading', `An \`h${level}\` follows an \`h${before}\`: a level is left out.`, heading);
    }
    before = level;
  }
  const top = Math.min(...headings.map(levelOf));
  const second = headings.filter((heading) => levelOf(heading) === top)[1];
  if (second && !item.properties.includes('nav')) {
    findings.add('house-heading', `The document has several \`h${top}\`; one is the main heading.`, second);
  }
}

function levelOf({ name }: XmlElement): number {
  return Number(name.slice(1));
}

const FILE_NAME = /^\S{1,200}\.x?html?$/i;

function checkTitle({ document }: ContentDocument, titles: Map<string, string>, findings: Findings): void {
  const element = document.elements.find(({ name, parent }) => name === 'title' && parent?.name === 'head');
  if (element === undefined) return;
  const title = normalizeSpace(textOf(element));
  const stem = document.path.slice(document.path.lastIndexOf('/') + 1).replace(/\.x?html?$/, '');
  if (FILE_NAME.test(title) || (title === stem && /[\d_]/.test(stem))) {
    findings.add('house-title', `The \`title\` is the file’s name, \`${title}\`. Say what the file is.`, element);
  }
  const other = titles.get(title);
  if (other !== undefined && title !== '') {
    findings.add('house-title', `\`${title}\` is the \`title\` of \`${other}\` too. Tell them apart.`, element);
  }
  titles.set(title, document.path);
}
