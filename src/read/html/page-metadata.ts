import type { Report } from '../../diagnostics/report.js';
import type { Place, Receipt } from '../../model/story.js';
import { readDate } from '../../text/dates.js';
import { languageTag } from '../../text/language.js';
import { attribute, declaredLanguage, textOf } from '../hast/attributes.js';
import { applyHeaderField } from '../header-fields.js';
import type { MetadataBuilder } from '../metadata-builder.js';
import type { HtmlPage } from './dialect.js';
import { linkedData } from './linked-data.js';
import type { PostLine } from './post-line.js';

const TITLE_NAMES = ['og:title', 'dc.title', 'dcterms.title', 'twitter:title', 'headline'];
const AUTHOR_NAMES = ['author', 'dc.creator', 'dcterms.creator', 'article:author', 'book:author', 'parsely-author'];
const DATE_NAMES = [
  'article:published_time',
  'datepublished',
  'dc.date',
  'dcterms.issued',
  'dc.date.issued',
  'date',
  'pubdate',
];

/** What the page's head says of its story. What the story's own lines say is surer. */
export function readPageMetadata(page: HtmlPage, metadata: MetadataBuilder, report: Report): void {
  const language = declaredLanguage(
    page.find('html') ?? { type: 'element', tagName: 'html', properties: {}, children: [] },
  );
  const tag = languageTag(language) ?? languageTag(page.meta('content-language') ?? page.meta('dc.language') ?? '');
  if (tag !== undefined) metadata.set('language', tag, receipt(0.6));
  const data = linkedData(page);
  const stated = AUTHOR_NAMES.flatMap((name) => page.meta(name) ?? []).filter((name) => !/^https?:/i.test(name));
  const [author] = [...stated, ...(data.author === undefined ? [] : [data.author])];
  if (author !== undefined) apply('author', author, metadata, report);
  const dates = [
    ...DATE_NAMES.flatMap((name) => page.meta(name) ?? []),
    ...(data.published === undefined ? [] : [data.published]),
  ];
  const date = dates.find((one) => readDate(one).kind === 'date');
  if (date !== undefined) apply('published', date, metadata, report);
  const canonical =
    page.findAll('link[rel="canonical"]').map((link) => attribute(link, 'href'))[0] ?? page.meta('og:url');
  if (canonical !== undefined && /^https?:\/\//i.test(canonical)) metadata.set('source', canonical, receipt(0.6));
}

/** What stands beside the text of who posted it and when, where the page's head is silent. */
export function readPostLine({ author, published, tags }: PostLine, metadata: MetadataBuilder, report: Report): void {
  if (author !== undefined && metadata.metadata.creators.length === 0) apply('author', author, metadata, report);
  if (published !== undefined && metadata.metadata.published === undefined)
    apply('published', published, metadata, report);
  metadata.append('tags', tags, receipt(0.6));
}

const HEAD: Place = { line: 1, column: 1 };
const receipt = (confidence: number): Receipt => ({ ...HEAD, how: 'HTML meta', confidence });

function apply(meaning: 'author' | 'published', value: string, metadata: MetadataBuilder, report: Report): void {
  applyHeaderField(
    { match: { meaning, confidence: 1 }, label: meaning, value, receipt: receipt(0.7) },
    metadata,
    report,
  );
}

/** The title in the page's head, without the site's name; for a page whose text has none. */
export function pageTitle(page: HtmlPage): string | undefined {
  const stated = TITLE_NAMES.flatMap((name) => page.meta(name) ?? [])[0];
  const head = page.find('head > title') ?? page.find('title');
  const title = (stated ?? (head ? textOf(head) : '')).replace(/\s+/g, ' ').trim();
  if (title === '' || /^(?:untitled(?: document)?|new page(?: \d+)?|document|index|home)$/i.test(title))
    return undefined;
  const site = page.meta('og:site_name');
  const cut = site === undefined ? -1 : title.toLowerCase().lastIndexOf(site.toLowerCase());
  const bare = cut > 3 ? title.slice(0, cut).replace(/[\s|:·—–-]+$/u, '') : title;
  return bare || undefined;
}
