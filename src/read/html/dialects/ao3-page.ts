import type { Element } from 'hast';
import { attribute, classesOf } from '../../hast/attributes.js';
import { isElement } from '../../hast/nesting.js';
import type { Dialect, DialectChapter, DialectContext, DialectNote, HtmlPage } from '../dialect.js';
import { readTags, WORK } from './ao3-tags.js';
import {
  appendPeople,
  appendSeries,
  applyChapterCount,
  isoDate,
  lineOf,
  linksIn,
  noteOf,
  receiptOf,
  setSummary,
} from './fields.js';

/** A work's page of the Archive of Our Own, saved from the web: one chapter of it or the entire work. */
export const ao3Page: Dialect = {
  name: 'ao3-page',
  matches: (page) =>
    page.find('#workskin #chapters') !== undefined ||
    (page.find('dl.work.meta') !== undefined && page.find('#chapters') !== undefined),
  read: (page, context) => {
    readHead(page, context);
    const preface = page.find('#workskin > .preface, .preface.group:not(.chapter *)');
    const notesBefore = preface ? notesIn(preface, page) : [];
    const summary = preface && page.find('.summary blockquote', preface);
    if (summary) setSummary(summary.children, context);
    const atEnd = page.find('#work_endnotes');
    return {
      kind: 'chapters',
      chapters: readChapters(page),
      notesBefore,
      notesAfter: atEnd ? endNotes(atEnd, page) : [],
    };
  },
};

function readHead(page: HtmlPage, context: DialectContext): void {
  const { metadata } = context;
  const title = page.find('h2.title');
  if (title && lineOf(title) !== '') metadata.set('title', lineOf(title), receiptOf(title));
  const byline = page.find('h3.byline');
  if (byline) {
    const links = linksIn(byline).filter((link) => /author/.test(attribute(link, 'rel')));
    appendPeople(links.length > 0 ? links.map(lineOf) : [lineOf(byline)], 'aut', byline, context);
  }
  const meta = page.find('dl.work.meta');
  if (meta) {
    readTags(withoutStats(meta), context);
    readSeries(page, meta, context);
    readPageStats(page, meta, context);
  }
  const address = page
    .findAll('a[href*="/works/"]')
    .map((link) => WORK.exec(attribute(link, 'href'))?.[1])
    .find(Boolean);
  if (address !== undefined) metadata.set('source', `https://archiveofourown.org/works/${address}`, receiptOf(title));
  metadata.set('publisher', 'Archive of Our Own', receiptOf(title));
}

/** The series and the numbers stand in markup of their own. */
const withoutStats = (meta: Element): Element => ({
  ...meta,
  children: meta.children.filter(
    (child) => !isElement(child) || !classesOf(child).some((name) => name === 'stats' || name === 'series'),
  ),
});

function readSeries(page: HtmlPage, meta: Element, context: DialectContext): void {
  for (const item of page.findAll('dd.series span.position', meta)) {
    const [link] = linksIn(item).filter((one) => /\/series\//.test(attribute(one, 'href')));
    const position = /part\s+(\d+)/i.exec(lineOf(item))?.[1];
    if (link)
      appendSeries(
        [{ name: lineOf(link), ...(position !== undefined && { position: Number(position) }) }],
        item,
        context,
      );
  }
}

function readPageStats(page: HtmlPage, meta: Element, context: DialectContext): void {
  const { metadata } = context;
  const stat = (name: string): Element | undefined => page.find(`dl.stats dd.${name}`, meta);
  const date = (name: string) => isoDate(lineOf(stat(name)));
  const receipt = receiptOf(meta);
  const published = date('published');
  const status = date('status');
  const isCompleted = /completed/i.test(lineOf(page.find('dl.stats dt.status', meta)));
  if (published) metadata.set('published', published, receipt);
  if (status) metadata.set(isCompleted ? 'completed' : 'updated', status, receipt);
  const words = Number(lineOf(stat('words')).replace(/[,.\s]/g, ''));
  if (words > 0) metadata.set('words', words, receipt);
  applyChapterCount(lineOf(stat('chapters')), meta, context);
}

function readChapters(page: HtmlPage): readonly DialectChapter[] {
  const chapters = page.findAll('#chapters > .chapter');
  if (chapters.length > 0) return chapters.map((chapter) => readChapter(chapter, page));
  const text = page.find('#chapters > .userstuff, #chapters .userstuff') ?? page.find('#chapters');
  return text ? [{ body: withoutLandmarks(text) }] : [];
}

function readChapter(chapter: Element, page: HtmlPage): DialectChapter {
  const heading = page.find('.title', chapter);
  const text =
    page.find('.userstuff[role="article"], .userstuff.module', chapter) ?? page.findAll('.userstuff', chapter).at(-1);
  const opening = page
    .findAll('.preface', chapter)
    .filter((one) => !classesOf(one).includes('end') && one !== page.find('.end', chapter));
  const summary = opening
    .flatMap((one) => page.findAll('.summary blockquote', one))
    .flatMap((quote) => noteOf('Summary', quote.children));
  const before = opening.flatMap((one) => (page.find('.end.notes', one) ? [] : notesIn(one, page)));
  const after = page.findAll('.end.notes', chapter).flatMap((one) => endNotes(one, page));
  return {
    ...(heading && { heading: headingOf(heading) }),
    body: text ? withoutLandmarks(text) : [],
    notesBefore: [...summary, ...before],
    notesAfter: after,
  };
}

/** `<a href>Chapter 3</a>: The Weir`: the link leads to the chapter itself. */
const headingOf = (heading: Element): DialectChapter['body'] =>
  heading.children.flatMap((child) => (isElement(child) && child.tagName === 'a' ? child.children : [child]));

const notesIn = (preface: Element, page: HtmlPage): readonly DialectNote[] =>
  page.findAll('.notes:not(.end) blockquote', preface).flatMap((quote) => noteOf('Notes', quote.children));

const endNotes = (element: Element, page: HtmlPage): readonly DialectNote[] =>
  page.findAll('blockquote', element).flatMap((quote) => noteOf('End Notes', quote.children));

const withoutLandmarks = (text: Element): Element['children'] =>
  text.children.filter((child) => !(isElement(child) && classesOf(child).includes('landmark')));
