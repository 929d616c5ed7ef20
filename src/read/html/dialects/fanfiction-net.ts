import type { Element } from 'hast';
import { attribute } from '../../hast/attributes.js';
import type { Dialect, DialectChapter, DialectContext, DialectStory, HtmlPage } from '../dialect.js';
import { appendPeople, applyLabel, dayOf, lineOf, receiptOf, setSummary } from './fields.js';

/** A page of FanFiction.net or FictionPress, saved from the web: one chapter. */
export const fanfictionNet: Dialect = {
  name: 'fanfiction-net',
  matches: (page) =>
    (page.find('#storytext') !== undefined && page.find('#profile_top') !== undefined) ||
    mobileText(page) !== undefined,
  read: (page, context) => {
    const top = page.find('#profile_top');
    const mobile = mobileText(page);
    if (top) readTop(top, page, context);
    else if (mobile) return readMobilePage(page, mobile, context);
    return { kind: 'chapters', chapters: [readChapter(page)] };
  },
};

function readTop(top: Element, page: HtmlPage, context: DialectContext): void {
  const { metadata } = context;
  const title = page.find('b.xcontrast_txt', top);
  if (title) metadata.set('title', lineOf(title), receiptOf(title));
  const author = page.findAll('a[href^="/u/"], a[href*="fanfiction.net/u/"], a[href*="fictionpress.com/u/"]', top)[0];
  if (author) appendPeople([lineOf(author)], 'aut', author, context);
  const summary = page.find('div.xcontrast_txt', top);
  if (summary) setSummary(summary.children, context);
  const facts = page.find('span.xgray', top);
  if (facts) readFacts(facts, page, context);
  const fandom = page.findAll('#pre_story_links a').at(-1);
  if (fandom)
    metadata.append(
      'fandoms',
      lineOf(fandom)
        .replace(/\s+Crossover$/i, '')
        .split(/\s+\+\s+/),
      receiptOf(fandom),
    );
  setSite(/\bid:\s*(\d+)/.exec(lineOf(facts))?.[1], top, page, context);
}

/** Where the story is: by the page's own address, else by the number that the page says. */
function setSite(stated: string | undefined, node: Element, page: HtmlPage, { metadata }: DialectContext): void {
  const canonical = page.findAll('link[rel="canonical"]').map((link) => attribute(link, 'href'))[0] ?? '';
  const id = /\/s\/(\d+)/.exec(canonical)?.[1] ?? stated;
  const isPress = /fictionpress/i.test(canonical + lineOf(page.find('title')));
  const site = isPress ? 'www.fictionpress.com' : 'www.fanfiction.net';
  if (id !== undefined) metadata.set('source', `https://${site}/s/${id}`, receiptOf(node));
  metadata.set('publisher', isPress ? 'FictionPress' : 'FanFiction.net', receiptOf(node));
}

const GENRES = new Set(
  'adventure angst crime drama family fantasy friendship general horror humor hurt comfort mystery parody poetry romance sci-fi spiritual supernatural suspense tragedy western essay biography manga religion young adult historical play song thriller'.split(
    ' ',
  ),
);

/** `Rated: Fiction T - English - Drama/Romance - [Ada, Bo] Cal - Chapters: 2 - Words: 3,456 - Published: … - Status: Complete - id: 1`. */
function readFacts(facts: Element, page: HtmlPage, context: DialectContext): void {
  const { metadata } = context;
  const parts = lineOf(facts).split(/\s+-\s+/);
  const [, language, genres, characters] = parts;
  const rating = /^rated:\s*(?:fiction\s+)?([\w+-]+)/i.exec(parts[0] ?? '')?.[1];
  const receipt = receiptOf(facts);
  if (rating !== undefined) metadata.set('rating', rating, receipt);
  if (language !== undefined && !language.includes(':')) applyLabel('Language', language, facts, context);
  const isGenres = (genres ?? '').split('/').every((one) => GENRES.has(one.toLowerCase()));
  if (isGenres && genres)
    metadata.append(
      'genres',
      genres
        .replace('Hurt/Comfort', 'Hurt⁄Comfort')
        .split('/')
        .map((one) => one.replace('⁄', '/')),
      receipt,
    );
  const people = isGenres ? characters : genres;
  if (people !== undefined && !people.includes(':')) readCharacters(people, facts, context);
  for (const part of parts) {
    const [, label, value] = /^(words|status):\s*(.+)$/i.exec(part) ?? [];
    if (label !== undefined && value !== undefined) applyLabel(label, value, facts, context);
    else if (/^complete$/i.test(part)) metadata.set('status', 'complete', receipt);
  }
  readDates(page.findAll('span[data-xutime]', facts), lineOf(facts), context);
}

/** `[Ada, Bo] Cal`: a pairing in brackets, and who else is in it. */
function readCharacters(text: string, node: Element, { metadata }: DialectContext): void {
  const pairings = [...text.matchAll(/\[([^\]]+)\]/g)].map((match) => (match[1] ?? '').split(/,\s*/));
  const names = text
    .replace(/[[\]]/g, ',')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  metadata.append('characters', names, receiptOf(node));
  metadata.append(
    'relationships',
    pairings.map((pair) => pair.join('/')),
    receiptOf(node),
  );
}

/** Updated stands before published; one date alone is that of publication. */
function readDates(spans: readonly Element[], text: string, { metadata }: DialectContext): void {
  const days = spans.map((span) => dayOf(Number(attribute(span, 'dataXutime'))));
  const published = days.at(-1);
  const updated = days.length > 1 && /updated:/i.test(text) ? days[0] : undefined;
  if (published) metadata.set('published', published, receiptOf(spans.at(-1)));
  if (updated) metadata.set('updated', updated, receiptOf(spans[0]));
}

/** The text of a page for telephones. */
const mobileText = (page: HtmlPage): Element | undefined =>
  page.find('#content a[href*="/u/"]') && page.find('#storycontent');

/** `<b>Low Water</b> by <a>Wren</a> Chapter 2 of 3 <a>Harbour Lights</a> » T, English, Drama & Humor, Ada + Bo, words: 4k+, …`. */
function readMobilePage(page: HtmlPage, text: Element, context: DialectContext): DialectStory {
  const { metadata } = context;
  const head = page.find('#content') ?? text;
  const title = page.find('b', head);
  const author = page.find('a[href*="/u/"]', head);
  if (title) metadata.set('title', lineOf(title), receiptOf(title));
  if (author) appendPeople([lineOf(author)], 'aut', author, context);
  const fandoms = page
    .findAll('a', head)
    .filter((link) =>
      /^\/(?:anime|book|cartoon|comic|game|misc|movie|play|tv|[\w-]+-Crossovers)\//i.test(attribute(link, 'href')),
    );
  metadata.append('fandoms', fandoms.map(lineOf), receiptOf(head));
  const [rating = '', language, genres] = (lineOf(head).split('»')[1] ?? '').split(',').map((one) => one.trim());
  if (/^(?:K\+?|T|M|MA)$/.test(rating)) metadata.set('rating', rating, receiptOf(head));
  if (language !== undefined && !language.includes(':')) applyLabel('Language', language, head, context);
  const kinds = (genres ?? '').split(/\s*&\s*/);
  if (kinds.every((one) => GENRES.has(one.toLowerCase()))) metadata.append('genres', kinds, receiptOf(head));
  readDates(page.findAll('span[data-xutime]', head), lineOf(head), context);
  setSite(undefined, head, page, context);
  const name = /\sChapter (\d+)(?:: (.{1,200}?))?, an? .{1,120} fan ?fic/i.exec(lineOf(page.find('title')));
  const heading =
    name && (name[2] === undefined || SAYS_ITSELF.test(name[2]) ? name[2] : `Chapter ${name[1]}: ${name[2]}`);
  const number = heading ?? (name ? `Chapter ${name[1]}` : undefined);
  return {
    kind: 'chapters',
    chapters: [{ ...(number && { heading: [{ type: 'text', value: number }] }), body: text.children }],
  };
}

/** A name that a number before it would only confuse. */
const SAYS_ITSELF = /^(?:(?:chapter|part)\s+[\divxlc]+\b|prologue\b|epilogue\b|interlude\b)/i;

/** The menu of chapters names the one that is shown: `2. The Wall`. */
function readChapter(page: HtmlPage): DialectChapter {
  const option = page.find('#chap_select option[selected]');
  const [, number, name] = /^(\d+)\.\s*(.*)$/.exec(lineOf(option)) ?? [];
  const text = page.find('#storytext')?.children ?? [];
  if (number === undefined) return { body: text };
  const saysItself = name === undefined || name === '' || SAYS_ITSELF.test(name);
  const heading = saysItself ? name || `Chapter ${number}` : `Chapter ${number}: ${name}`;
  return { heading: [{ type: 'text', value: heading }], body: text };
}
