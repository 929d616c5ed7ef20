import { textOf } from '../hast/attributes.js';
import type { HtmlPage } from './dialect.js';

/** What a page states of its story as linked data (https://schema.org/Article and its kin). */
export interface LinkedData {
  readonly author?: string;
  readonly published?: string;
  readonly description?: string;
}

const KINDS = /^(?:\w*Article|BlogPosting|\w*NewsArticle|CreativeWork|ShortStory|Book|Chapter|Report)$/;
const LONGEST = 200_000;

/** The first work that the page's JSON-LD describes; nothing where it has none or it is broken. */
export function linkedData(page: HtmlPage): LinkedData {
  for (const script of page.findAll('script[type="application/ld+json"]')) {
    const work = worksIn(parsed(textOf(script).slice(0, LONGEST))).find((one) => KINDS.test(String(one['@type'])));
    if (!work) continue;
    const author = namesOf(work['author']).join(', ');
    const published = work['datePublished'];
    const description = work['description'];
    return {
      ...(author !== '' && { author }),
      ...(typeof published === 'string' && { published }),
      ...(typeof description === 'string' && { description }),
    };
  }
  return {};
}

type Item = Readonly<Record<string, unknown>>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A page describes one thing, a list of things, or a graph of them. */
function worksIn(data: unknown): readonly Item[] {
  if (Array.isArray(data)) return data.flatMap(worksIn);
  if (typeof data !== 'object' || data === null) return [];
  const item = data as Item;
  return [item, ...(Array.isArray(item['@graph']) ? item['@graph'].flatMap(worksIn) : [])];
}

function namesOf(author: unknown): readonly string[] {
  if (Array.isArray(author)) return author.flatMap(namesOf);
  if (typeof author === 'string') return [author];
  const name = typeof author === 'object' && author !== null ? (author as Item)['name'] : undefined;
  return typeof name === 'string' ? [name] : [];
}
