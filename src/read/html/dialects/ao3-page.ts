import type { Element } from 'hast';
import { attribute, classesOf } from '../../hast/attributes.js';
import { isElement } from '../../hast/nesting.js';
import type { Dialect, DialectChapter, DialectContext, DialectNote, HtmlPage } from '../dialect.js';
import { isOwnAddress, readTags, setWork } from './ao3-tags.js';
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
    const preface = page.find('#workskin > .preface') ?? page.find('.preface');
    const summary = preface && page.find('.summary', preface);
    if (summary) setSummary(insideModule(summary), context);
    const atEnd = page.find('#work_endnotes');
    return {
      kind: 'chapters',
      chapters: readChapters(page),
      notesBefore: preface ? notesIn(preface, page) : [],
      notesAfter: atEnd ? noteOf('End Notes', insideModule(atEnd)) : [],
    };
  },
};

function readHead(page: HtmlPage, context: DialectContext): void {
  const title = page.find('h2.title');
  if (title && lineOf(title) !== '') context.metadata.set('title', lineOf(title), receiptOf(title));
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
  readAddress(page, title, context);
}

/** Where links lead that are about this work; notes and series link to others. */
const OWN_LINKS = [
  'link[rel="canonical"]',
  '.work.navigation a',
  '#chapters .title a',
  'dl.stats a',
  '#feedback a',
] as const;

function readAddress(page: HtmlPage, title: Element | undefined, context: DialectContext): void {
  const addresses = OWN_LINKS.flatMap((selector) => page.findAll(selector).map((link) => attribute(link, 'href')));
  const isOwn = addresses.some(isOwnAddress) || /archive of our own/i.test(lineOf(page.find('title')));
  setWork(addresses, isOwn, title, context);
}

/** The series and the numbers stand in markup of their own. */
const withoutStats = (meta: Element): Element => ({
  ...meta,
  children: meta.children.filter(
    (child) => !isElement(child) || !classesOf(child).some((name) => name === 'stats' || name === 'series'),
  ),
});

/** `Part 3 of <a href="/series/9">…</a>`, in a span of its own or, on old pages, in an item. */
function readSeries(page: HtmlPage, meta: Element, context: DialectContext): void {
  const places = page.findAll('dd.series span.position', meta);
  for (const item of places.length > 0 ? places : page.findAll('dd.series, dd.series li', meta)) {
    const links = linksIn(item).filter((one) => /\/series\//.test(attribute(one, 'href')));
    const [link] = links;
    if (!link || links.length > 1) continue;
    const position = /part\s+(\d+)/i.exec(lineOf(item))?.[1];
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
  const receipt = receiptOf(page.find('dl.stats', meta) ?? meta);
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

/** A head, the text, and a foot that only holds notes. */
function readChapter(chapter: Element, page: HtmlPage): DialectChapter {
  const text =
    page.find('.userstuff[role="article"], .userstuff.module', chapter) ??
    chapter.children.filter(isElement).find((one) => classesOf(one).includes('userstuff'));
  const head = page.findAll('.preface', chapter).find((one) => page.find('.end.notes', one) === undefined);
  const heading = page.find('.title', head ?? chapter);
  const byline = head ? page.findAll('.byline', head).flatMap((one) => noteOf(undefined, unlinked(one))) : [];
  const summary = head && page.find('.summary', head);
  return {
    ...(heading && { heading: unlinked(heading) }),
    body: text ? withoutLandmarks(text) : [],
    notesBefore: [
      ...byline,
      ...(summary ? noteOf('Summary', insideModule(summary)) : []),
      ...(head ? notesIn(head, page) : []),
    ],
    notesAfter: page.findAll('.end.notes', chapter).flatMap((one) => noteOf('End Notes', insideModule(one))),
  };
}

/** `<a href>Chapter 3</a>: The Weir`: the link leads to the chapter itself. */
const unlinked = (element: Element): DialectChapter['body'] =>
  element.children.flatMap((child) => (isElement(child) && child.tagName === 'a' ? child.children : [child]));

const notesIn = (preface: Element, page: HtmlPage): readonly DialectNote[] =>
  page.findAll('.notes:not(.end)', preface).flatMap((module) => noteOf('Notes', insideModule(module)));

/** What a module holds besides its heading and the pointers to notes elsewhere. */
const insideModule = (module: Element): DialectNote['body'] =>
  module.children.flatMap((child): DialectNote['body'] => {
    if (!isElement(child)) return [child];
    if (/^h\d$/.test(child.tagName) || isPointer(child)) return [];
    return child.tagName === 'blockquote' && classesOf(child).includes('userstuff') ? child.children : [child];
  });

const isPointer = (element: Element): boolean =>
  element.tagName !== 'blockquote' && /^\(?see the end of the (?:work|chapter) for\b.{0,80}$/i.test(lineOf(element));

const withoutLandmarks = (text: Element): Element['children'] =>
  text.children.filter((child) => !(isElement(child) && classesOf(child).includes('landmark')));
