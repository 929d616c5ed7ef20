import { paragraph } from '../../model/story.js';
import type { MetadataBuilder } from '../metadata-builder.js';
import type { HtmlPage } from './dialect.js';
import { linkedData } from './linked-data.js';

const NAMES = ['og:description', 'dc.description', 'dcterms.abstract', 'description', 'twitter:description'] as const;
const SHORTEST = 30;
const LONGEST = 1500;
/** So many of its letters tell whether the text has the description's words. */
const LONGEST_LOOKED_UP = 60;

/** What sites write of themselves or of every page of theirs. */
const OF_THE_SITE =
  /\bjust another\b|\b(?:read|download|post|publish|share|discover)\b.{0,80}\b(?:online|for free|stories|free)\b|\bfan ?fiction (?:archive|by)\b|\b(?:cookies?|javascript|newsletter|subscribe|copyright|all rights reserved|written by|posted (?:by|on)|(?:home ?page|web ?site|blog|page|archive) (?:of|by|from|about|for)|(?:collection|stories|story|fiction|fic|tale) by)\b|https?:\/\/|©/iu;

/**
 * Sets the summary that a page's head gives of its story. Most descriptions are none: cuts of the text's beginning, and
 * what a site says of itself.
 */
export function readPageSummary(page: HtmlPage, text: string, metadata: MetadataBuilder): void {
  const site = fold(page.meta('og:site_name') ?? '');
  const stated = [...NAMES.map((name) => page.meta(name)), linkedData(page).description];
  const told = fold(text);
  const summary = stated
    .map((one) => one?.replace(/\s+/gu, ' ').trim())
    .find((one) => one !== undefined && isSummary(one, told, site));
  if (summary === undefined) return;
  metadata.set('summary', [paragraph(summary)], { line: 1, column: 1, how: 'HTML meta', confidence: 0.6 });
}

function isSummary(words: string, text: string, site: string): boolean {
  if (words.length < SHORTEST || words.length > LONGEST || OF_THE_SITE.test(words)) return false;
  // A summary is made of sentences; what was cut off is a cut of something longer.
  if (!/[.!?][)"'”’»]*$/u.test(words) || /(?:\.{2,}|…)[\s)\]"”]*$/u.test(words)) return false;
  const folded = fold(words);
  if (site !== '' && folded.includes(site)) return false;
  return !text.includes(folded.slice(0, LONGEST_LOOKED_UP)) && !text.includes(folded.slice(-LONGEST_LOOKED_UP));
}

/** Letters and digits alone: the text's breaks and spaces differ from the head's. */
const fold = (words: string): string => words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
