import type { Element, Nodes } from 'hast';
import { languageTag } from '../../../text/language.js';
import { attribute } from '../../hast/attributes.js';
import { isElement } from '../../hast/nesting.js';
import { isNoWarning } from '../../header/lists.js';
import type { DialectContext } from '../dialect.js';
import {
  appendSeries,
  appendValues,
  applyChapterCount,
  applyOrKeep,
  isoDate,
  lineOf,
  linksIn,
  receiptOf,
  valuesIn,
} from './fields.js';

const WORK = /^(?:(https?:)\/\/(?:www\.)?([^/?#]+))?(?:\/collections\/[^/]+)?\/works\/(\d+)/i;
const OWN_HOST = /^(?:https?:)?\/\/(?:www\.|download\.)?(?:archiveofourown\.(?:org|com)|ao3\.org)(?:[/:?#]|$)/i;

/** Whether an address leads to the Archive of Our Own: other archives run its software. */
export const isOwnAddress = (address: string): boolean => OWN_HOST.test(address);

/** Where the work is, by the first address that names one; `isOwn` says where those without a host lead. */
export function setWork(
  addresses: readonly string[],
  isOwn: boolean,
  node: Nodes | undefined,
  { metadata }: DialectContext,
): void {
  if (isOwn) metadata.set('publisher', 'Archive of Our Own', receiptOf(node));
  const [, scheme, host, id] = addresses.map((address) => WORK.exec(address)).find((one) => one !== null) ?? [];
  if (id === undefined || (host === undefined && !isOwn)) return;
  const isOther = scheme !== undefined && host !== undefined && !isOwnAddress(`//${host}`);
  const site = isOther ? `${scheme.toLowerCase()}//${host.toLowerCase()}` : 'https://archiveofourown.org';
  metadata.set('source', `${site}/works/${id}`, receiptOf(node));
}

type ReadTag = (values: Element, context: DialectContext) => void;

/** What each label of a work's tags means; they stand in the singular or the plural. */
const TAGS: readonly { readonly label: RegExp; readonly read: ReadTag }[] = [
  {
    label: /^rating/i,
    read: (dd, { metadata }) => void metadata.set('rating', valuesIn(dd).join(', '), receiptOf(dd)),
  },
  { label: /^archive warning/i, read: readWarnings },
  { label: /^categor/i, read: (dd, context) => appendValues('tags', dd, context) },
  { label: /^fandom/i, read: (dd, context) => appendValues('fandoms', dd, context) },
  { label: /^relationship/i, read: (dd, context) => appendValues('relationships', dd, context) },
  { label: /^character/i, read: (dd, context) => appendValues('characters', dd, context) },
  { label: /^(?:additional|freeform) tag/i, read: (dd, context) => appendValues('tags', dd, context) },
  { label: /^language/i, read: readLanguage },
  { label: /^series/i, read: readSeries },
  { label: /^stats/i, read: readStats },
  { label: /^collections?/i, read: (dd, context) => applyOrKeep('Collections', valuesIn(dd).join(', '), dd, context) },
];

/** The labelled lists of a work's tags, all of them typed. */
export function readTags(list: Element, context: DialectContext): void {
  let label = '';
  for (const child of list.children.filter(isElement)) {
    if (child.tagName === 'dt') label = lineOf(child).replace(/:$/, '');
    if (child.tagName !== 'dd') continue;
    const tag = TAGS.find((one) => one.label.test(label));
    if (tag) tag.read(child, context);
    else applyOrKeep(label, lineOf(child), child, context);
  }
}

/** That nothing is to be warned of is no warning. */
function readWarnings(dd: Element, { metadata }: DialectContext): void {
  const warnings = valuesIn(dd).filter((value) => !isNoWarning(value));
  metadata.append('warnings', warnings, receiptOf(dd));
}

function readLanguage(dd: Element, context: DialectContext): void {
  const tag = languageTag(attribute(dd, 'lang') || lineOf(dd)) ?? languageTag(lineOf(dd));
  if (tag === undefined) applyOrKeep('Language', lineOf(dd), dd, context);
  else context.metadata.set('language', tag, { ...receiptOf(dd), confidence: 0.9 });
}

/** `Part 2 of <a>Weather</a>`, several of them. */
function readSeries(dd: Element, context: DialectContext): void {
  const links = linksIn(dd).filter(
    (link) => /\/series\//.test(attribute(link, 'href')) || attribute(link, 'href') === '',
  );
  const text = lineOf(dd);
  let from = 0;
  const series = (links.length > 0 ? links : linksIn(dd)).map((link) => {
    const name = lineOf(link);
    const at = text.indexOf(name, from);
    const position = /part\s+(\d+)\s+of\s*$/i.exec(text.slice(from, Math.max(from, at)))?.[1];
    from = at + name.length;
    return { name, ...(position !== undefined && { position: Number(position) }) };
  });
  const [, position, name] = /^part\s+(\d+)\s+of\s+(.+)$/i.exec(text) ?? [];
  if (series.length > 0) appendSeries(series, dd, context);
  else if (name !== undefined) appendSeries([{ name, position: Number(position) }], dd, context);
}

/** `Published: 2014-05-02 Completed: 2014-06-01 Words: 12,345 Chapters: 3/3`; works of one chapter lacked the last. */
function readStats(list: Element, context: DialectContext): void {
  const { metadata } = context;
  const text = lineOf(list);
  const stated = (label: string): string | undefined =>
    new RegExp(`\\b${label}:\\s*([\\d,./?-]+)`, 'i').exec(text)?.[1];
  const receipt = receiptOf(list);
  const published = isoDate(stated('Published') ?? '');
  const updated = isoDate(stated('Updated') ?? '');
  const completed = isoDate(stated('Completed') ?? '');
  if (published) metadata.set('published', published, receipt);
  if (updated) metadata.set('updated', updated, receipt);
  if (completed) metadata.set('completed', completed, receipt);
  const words = Number((stated('Words') ?? '').replace(/[,.]/g, ''));
  if (words > 0) metadata.set('words', words, receipt);
  applyChapterCount(stated('Chapters') ?? '', list, context);
  if (completed ?? updated) metadata.set('status', completed ? 'complete' : 'in progress', receipt);
}
