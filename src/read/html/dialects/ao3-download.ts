import type { Element } from 'hast';
import { attribute, classesOf } from '../../hast/attributes.js';
import { isElement } from '../../hast/nesting.js';
import type { Dialect, DialectChapter, DialectContext, DialectNote, HtmlPage } from '../dialect.js';
import { readStats, readTags, WORK } from './ao3-tags.js';
import { appendPeople, lineOf, linksIn, noteOf, receiptOf, setSummary } from './fields.js';

/** The HTML that the Archive of Our Own gives for download: preface, chapters, afterword. */
export const ao3Download: Dialect = {
  name: 'ao3-download',
  matches: (page) =>
    page.find('#preface dl.tags, #preface .message a[href*="archiveofourown.org/"]') !== undefined &&
    page.find('#chapters') !== undefined,
  read: (page, context) => {
    const preface = page.find('#preface');
    const notesBefore = preface ? readPreface(preface, page, context) : [];
    const chapters = page.find('#chapters');
    const afterword = page.find('#afterword');
    return {
      kind: 'chapters',
      chapters: chapters ? readChapters(chapters, page) : [],
      notesBefore,
      notesAfter: afterword ? endNotes(afterword) : [],
    };
  },
};

function readPreface(preface: Element, page: HtmlPage, context: DialectContext): readonly DialectNote[] {
  const { metadata } = context;
  const message = page.find('p.message', preface);
  const address = page
    .findAll('a[href*="/works/"]', message ?? preface)
    .map((link) => WORK.exec(attribute(link, 'href'))?.[1])[0];
  if (address !== undefined) metadata.set('source', `https://archiveofourown.org/works/${address}`, receiptOf(message));
  metadata.set('publisher', 'Archive of Our Own', receiptOf(message));
  const title = lineOf(page.find('h1', preface)) || lineOf(page.find('p.message b', preface));
  if (title !== '') metadata.set('title', title, receiptOf(page.find('h1', preface) ?? message));
  const byline = page.find('.byline', preface);
  if (byline) readByline(byline, context);
  const tags = page.find('dl.tags', preface);
  if (tags) {
    readTags(tags, context);
    readStats(tags, context);
  }
  const notes = labelledQuotes(preface);
  for (const { body } of notes.filter(({ label }) => isSummary(label))) setSummary(body, context);
  return notes.filter(({ label }) => !isSummary(label));
}

/** `by <a rel="author">Ann Fell</a>, <a rel="author">Bo Marsh</a>`; an anonymous author has no link. */
function readByline(byline: Element, context: DialectContext): void {
  const links = linksIn(byline).filter(
    (link) => attribute(link, 'rel').includes('author') || /\/users\//.test(attribute(link, 'href')),
  );
  const names = links.length > 0 ? links.map(lineOf) : [lineOf(byline).replace(/^by\s+/i, '')];
  appendPeople(names, 'aut', byline, context);
}

const isSummary = (label: string | undefined): boolean => /^(?:chapter )?summary$/i.test(label ?? '');

/** `<p>Notes</p><blockquote>…</blockquote>`, wherever in the element they stand; pointers to other notes are none. */
function labelledQuotes(element: Element): readonly DialectNote[] {
  const children = element.children.filter(isElement);
  return children.flatMap((child, at): readonly DialectNote[] => {
    if (child.tagName === 'blockquote') {
      const before = children[at - 1];
      const label = before?.tagName === 'p' ? lineOf(before).replace(/:$/, '') : '';
      return /^(?:(?:chapter )?(?:summary|(?:end )?notes?))$/i.test(label) ? noteOf(label, child.children) : [];
    }
    const isText = classesOf(child).includes('userstuff') || child.tagName === 'dl';
    return isText ? [] : labelledQuotes(child);
  });
}

const endNotes = (element: Element): readonly DialectNote[] =>
  labelledQuotes(element).map((note) => ({
    ...note,
    label: /^notes?$/i.test(note.label ?? '') ? 'End Notes' : (note.label ?? 'End Notes'),
  }));

/** A work of several chapters has a head before the text of each, and perhaps notes behind it; one of one has only text. */
function readChapters(chapters: Element, page: HtmlPage): readonly DialectChapter[] {
  const heads = page.findAll('.meta.group', chapters);
  if (heads.length === 0) return [{ body: chapters.children.filter((child) => !isLandmark(child)) }];
  const read: DialectChapter[] = [];
  for (const child of siblingsOf(heads[0], chapters)) {
    const last = read.at(-1);
    if (heads.includes(child)) read.push(chapterHead(child, page));
    else if (last && /^endnotes/i.test(attribute(child, 'id'))) {
      read[read.length - 1] = { ...last, notesAfter: [...(last.notesAfter ?? []), ...endNotes(child)] };
    } else if (last) read[read.length - 1] = { ...last, body: [...last.body, ...textOfChapter(child)] };
    else if (!isLandmark(child)) read.push({ body: [child] });
  }
  return read;
}

/** The elements beside the first head: some tools wrap the chapters once more. */
function siblingsOf(head: Element | undefined, chapters: Element): readonly Element[] {
  const inner = chapters.children.filter(isElement);
  if (!head || inner.includes(head)) return inner;
  return inner.flatMap((child) => siblingsOf(head, child));
}

const textOfChapter = (element: Element): DialectChapter['body'] =>
  classesOf(element).includes('userstuff') ? element.children.filter((child) => !isLandmark(child)) : [element];

const isLandmark = (node: Element['children'][number]): boolean =>
  isElement(node) &&
  /^h\d$/.test(node.tagName) &&
  classesOf(node).some((name) => name === 'toc-heading' || name === 'landmark');

function chapterHead(head: Element, page: HtmlPage): DialectChapter {
  const heading = page.find('.heading, h2, h3', head);
  const notes = labelledQuotes(head).map((note) => ({ ...note, label: (note.label ?? '').replace(/^chapter /i, '') }));
  const named = notes.map((note) => ({ ...note, label: note.label.charAt(0).toUpperCase() + note.label.slice(1) }));
  return { ...(heading && { heading: heading.children }), body: [], notesBefore: named };
}
