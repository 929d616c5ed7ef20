import type { Element, Nodes } from 'hast';
import { attribute, classesOf, textOf } from '../../hast/attributes.js';
import { isElement } from '../../hast/nesting.js';
import type { Dialect, DialectChapter, DialectContext, DialectNote, HtmlPage } from '../dialect.js';
import { isOwnAddress, readTags, setWork } from './ao3-tags.js';
import { appendPeople, lineOf, linksIn, noteOf, receiptOf, setSummary } from './fields.js';

/** The HTML that the Archive of Our Own gives for download: preface, chapters, afterword. The first had no preface element. */
export const ao3Download: Dialect = {
  name: 'ao3-download',
  matches: (page) =>
    page.find('#chapters') !== undefined &&
    page.find('#preface dl.tags, #preface .message a[href*="archiveofourown.org/"], body > .meta > dl.tags') !==
      undefined,
  read: (page, context) => {
    const preface = page.find('#preface') ?? page.find('.meta:has(> dl.tags)');
    const notesBefore = preface ? readPreface(preface, page, context) : [];
    const chapters = page.find('#chapters');
    const afterword = page.find('#afterword') ?? page.find('#endnotes');
    if (afterword) keepRelated(afterword, page, context);
    return {
      kind: 'chapters',
      chapters: chapters ? readChapters(chapters, page) : [],
      notesBefore,
      notesAfter: afterword ? endNotes(afterword) : [],
    };
  },
};

function readPreface(preface: Element, page: HtmlPage, context: DialectContext): readonly DialectNote[] {
  const message = page.find('p.message');
  const addresses = message ? linksIn(message).map((link) => attribute(link, 'href')) : [];
  setWork(addresses, addresses.some(isOwnAddress), message, context);
  const heading = page.find('h1', preface) ?? page.find('p.message b');
  if (heading && lineOf(heading) !== '') context.metadata.set('title', lineOf(heading), receiptOf(heading));
  const byline = page.find('.byline', preface);
  if (byline) readByline(byline, context);
  const tags = page.find('dl.tags', preface);
  if (tags) readTags(tags, context);
  const notes = labelledQuotes(preface);
  for (const { body } of notes.filter(({ label }) => label === 'Summary')) setSummary(body, context);
  const related = page.findAll('.meta > ul', preface).flatMap((list) => noteOf(undefined, [list]));
  return [...notes.filter(({ label }) => label !== 'Summary'), ...related];
}

/** `by <a rel="author">Ann Fell</a>, <a rel="author">Bo Marsh</a>`; an anonymous author has no link. */
function readByline(byline: Element, context: DialectContext): void {
  const links = linksIn(byline).filter(
    (link) => attribute(link, 'rel').includes('author') || /\/users\//.test(attribute(link, 'href')),
  );
  const names = links.length > 0 ? links.map(lineOf) : [lineOf(byline).replace(/^by\s+/i, '')];
  appendPeople(names, 'aut', byline, context);
}

/** `Works inspired by this one`, with the list of them. */
function keepRelated(afterword: Element, page: HtmlPage, { metadata }: DialectContext): void {
  for (const list of page.findAll('.meta > dl', afterword)) {
    const label = lineOf(page.find('dt', list)).replace(/:$/, '');
    const value = page.findAll('dd', list).map(lineOf).join('; ');
    const { line, column } = receiptOf(list);
    if (label !== '' && value !== '') metadata.keep({ label, value, place: { line, column } });
  }
}

/** `<p>Notes</p><blockquote>…</blockquote>`, wherever in the element they stand; pointers to other notes are none. */
function labelledQuotes(element: Element): readonly DialectNote[] {
  const children = element.children.filter(isElement);
  return children.flatMap((child, at): readonly DialectNote[] => {
    if (child.tagName === 'blockquote') {
      const before = children[at - 1];
      const label = before?.tagName === 'p' ? lineOf(before).replace(/:$/, '') : '';
      return /^(?:chapter )?(?:summary|(?:end )?notes?)$/i.test(label) ? noteOf(shortLabel(label), child.children) : [];
    }
    const isText = classesOf(child).includes('userstuff') || child.tagName === 'dl';
    return isText ? [] : labelledQuotes(child);
  });
}

/** `Chapter Notes` above a chapter are its `Notes`. */
const shortLabel = (label: string): string => label.replace(/^chapter (?=summary$|notes?$)/i, '');

const endNotes = (element: Element): readonly DialectNote[] =>
  labelledQuotes(element).map((note) => (/^notes?$/i.test(note.label ?? '') ? { ...note, label: 'End Notes' } : note));

/** A work of several chapters has a head before the text of each, and perhaps notes behind it; one of one has only text. */
function readChapters(chapters: Element, page: HtmlPage): readonly DialectChapter[] {
  const direct = chapters.children.filter(isElement).filter(isHead);
  const heads = direct.length > 0 ? direct : page.findAll('.meta.group', chapters).filter(isHead);
  if (heads.length === 0) return [{ body: chapters.children.filter((child) => !isLandmark(child)) }];
  const read: DialectChapter[] = [];
  for (const child of besideHeads(heads[0], chapters)) {
    const last = read.at(-1);
    if (isElement(child) && heads.includes(child)) read.push(chapterHead(child, page));
    else if (last && isElement(child) && /^endnotes/i.test(attribute(child, 'id'))) {
      read[read.length - 1] = { ...last, notesAfter: [...(last.notesAfter ?? []), ...endNotes(child)] };
    } else if (last) read[read.length - 1] = { ...last, body: [...last.body, ...textOfChapter(child)] };
    else if (!isLandmark(child) && textOf(child as Nodes).trim() !== '') read.push({ body: [child] });
  }
  return read;
}

/** The element over a chapter's text that holds its heading. The first downloads gave it no class but `meta`. */
const isHead = (element: Element): boolean =>
  classesOf(element).includes('meta') &&
  !/^endnotes/i.test(attribute(element, 'id')) &&
  element.children.some((child) => isElement(child) && /^h\d$/.test(child.tagName));

/** The nodes beside the first head: some tools wrap the chapters once more. */
function besideHeads(head: Element | undefined, chapters: Element): Element['children'] {
  if (!head || chapters.children.includes(head)) return chapters.children;
  return chapters.children.flatMap((child) => (isElement(child) ? besideHeads(head, child) : [child]));
}

const textOfChapter = (node: Element['children'][number]): DialectChapter['body'] =>
  isElement(node) && classesOf(node).includes('userstuff')
    ? node.children.filter((child) => !isLandmark(child))
    : [node];

const isLandmark = (node: Element['children'][number]): boolean =>
  isElement(node) &&
  /^h\d$/.test(node.tagName) &&
  classesOf(node).some((name) => name === 'toc-heading' || name === 'landmark');

function chapterHead(head: Element, page: HtmlPage): DialectChapter {
  const heading = page.find('h1, h2, h3', head);
  const byline = page.findAll('.byline', head).flatMap((line) => noteOf(undefined, [line]));
  const notesBefore = [...byline, ...labelledQuotes(head)];
  return { ...(heading && { heading: heading.children }), body: [], notesBefore };
}
