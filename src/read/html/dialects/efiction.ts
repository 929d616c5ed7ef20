import type { Element } from 'hast';
import { attribute } from '../../hast/attributes.js';
import type { Dialect, DialectChapter, DialectContext, HtmlPage } from '../dialect.js';
import { appendPeople, applyLabel, applyOrKeep, blocksOf, lineOf, linksIn, noteOf, receiptOf } from './fields.js';

/** A story's page of an eFiction archive, the printable one with all chapters among them. */
export const efiction: Dialect = {
  name: 'efiction',
  matches: (page) =>
    page.find('#pagetitle') !== undefined &&
    page.find('a[href*="viewstory.php"], a[href*="viewuser.php"], .infobox span.label') !== undefined,
  read: (page, context) => {
    readTitle(page, context);
    for (const holder of page.findAll('.infobox *, .content, .infobox')) readLabels(holder, context);
    return { kind: 'chapters', chapters: readChapters(page) };
  },
};

/** `Low Water by Wren`, both of them links. */
function readTitle(page: HtmlPage, context: DialectContext): void {
  const heading = page.find('#pagetitle');
  if (!heading) return;
  const links = linksIn(heading);
  const author = links.filter((link) => /viewuser\.php/.test(attribute(link, 'href')));
  const title = links.find((link) => /viewstory\.php/.test(attribute(link, 'href')));
  const [, name, byline] = /^(.+?)\s+by\s+(.+)$/i.exec(lineOf(heading)) ?? [];
  const told = title ? lineOf(title) : (name ?? lineOf(heading));
  if (told !== '') context.metadata.set('title', told, receiptOf(heading));
  appendPeople(author.length > 0 ? author.map(lineOf) : byline === undefined ? [] : [byline], 'aut', heading, context);
}

/** The labels directly inside of the element, each with what follows it up to the next. */
function readLabels({ children }: Element, context: DialectContext): void {
  const starts = children.flatMap((node, at) => (isLabel(node) ? [at] : []));
  for (const [index, start] of starts.entries()) {
    const label = children[start];
    if (label?.type === 'element' && label.tagName === 'span') {
      readLabel(label, children.slice(start + 1, starts[index + 1]), context);
    }
  }
}

const isLabel = (node: Element['children'][number]): boolean =>
  node.type === 'element' && attribute(node, 'className').split(' ').includes('label');

function readLabel(label: Element, nodes: Element['children'], context: DialectContext): void {
  const value = lineOf({ type: 'root', children: nodes as never });
  const name = lineOf(label).replace(/:$/, '');
  if (/^summary$/i.test(name)) applyLabel(name, value, label, context, blocksOf(nodes, context));
  else if (!/^(?:table of contents|reviews?|chapters|read count|hits|completed)$/i.test(name))
    applyOrKeep(name, value, label, context);
  else if (/^completed$/i.test(name))
    context.metadata.set('status', /^yes/i.test(value) ? 'complete' : 'in progress', receiptOf(label));
}

function readChapters(page: HtmlPage): readonly DialectChapter[] {
  const texts = page.findAll('#story, .chapter').filter((element) => lineOf(element) !== '');
  const known = new Set(texts);
  const innermost = texts.filter(
    (element) => !page.findAll('#story, .chapter', element).some((other) => other !== element && known.has(other)),
  );
  const titles = page.findAll('.chaptertitle');
  const notes = page.findAll('.notes .noteinfo');
  return innermost.map((text, at) => {
    const heading = titles[at] && withoutAuthor(titles[at]);
    const before =
      at === 0 ? notes.filter((note) => isBefore(note, text)).flatMap((note) => noteOf('Notes', note.children)) : [];
    const after =
      at === innermost.length - 1
        ? notes.filter((note) => !isBefore(note, text)).flatMap((note) => noteOf('Notes', note.children))
        : [];
    return { ...(heading && { heading }), body: text.children, notesBefore: before, notesAfter: after };
  });
}

const isBefore = (one: Element, other: Element): boolean =>
  (one.position?.start.offset ?? 0) < (other.position?.start.offset ?? 0);

/** `The Wall by Wren`: the title of a chapter as eFiction prints it. */
const withoutAuthor = (title: Element): DialectChapter['body'] => [
  { type: 'text', value: lineOf(title).replace(/\s+by\s+\S.*$/i, '') },
];
