import type { Report } from '../../diagnostics/report.js';
import { paragraph } from '../../model/story.js';
import { blocksText } from '../../model/visit.js';
import type { Piece } from '../flow.js';
import { joinWithLineEnds } from '../hast/runs.js';
import { applyHeaderField } from '../header-fields.js';
import type { MetadataBuilder } from '../metadata-builder.js';
import { type Aliases, headerField, type LabelledLines, type LabelledValue, labelledLines } from './labelled.js';
import { linesOf } from './lines.js';

/** What the labels of credits mean, where a list below a story has several. */
const CREDITS: Aliases = {
  text: 'author',
  words: 'author',
  story: 'author',
  illustration: 'illustrator',
  illustrations: 'illustrator',
  art: 'illustrator',
  pictures: 'illustrator',
  translation: 'translator',
  adaptation: 'other',
};

/** What a line below a story says of it; other labels stand in prose as well. */
const TRAILER_MEANINGS: ReadonlySet<string> = new Set([
  ...[
    'completed',
    'published',
    'updated',
    'date',
    'status',
    'words',
    'rights',
    'source',
    'language',
    'publisher',
    'series',
  ],
]);

const LONGEST_TRAILER = 6;
const LONGEST_AFTERWORD = 3;
const LONGEST_CREDITS = 2000;

/** Reads what stands below a story: a list of credits, or lines such as `Completed: 6/29/08`. The pieces without it. */
export function readBackPage(pieces: readonly Piece[], metadata: MetadataBuilder, report: Report): readonly Piece[] {
  const credited = readCredits(pieces, metadata, report);
  let end = credited.length;
  const found: (readonly LabelledValue[])[] = [];
  for (; end > 0 && found.length < LONGEST_TRAILER; end -= 1) {
    const labelled = labelledIn(credited[end - 1]);
    if (!labelled?.values.every(isTrailer) || labelled.rest.length > 0) break;
    found.unshift(labelled.values);
  }
  for (const value of found.flat()) applyHeaderField(headerField(value, 'trailer line'), metadata, report);
  return credited.slice(0, end);
}

/** Takes the list of credits, which a line or two may follow: where the tale comes from, who paid for the pictures. */
function readCredits(pieces: readonly Piece[], metadata: MetadataBuilder, report: Report): readonly Piece[] {
  const from = Math.max(0, pieces.length - 1 - LONGEST_AFTERWORD);
  for (let at = pieces.length - 1; at >= from; at -= 1) {
    const credits = labelledIn(pieces[at], CREDITS);
    if (!credits || !areCredits(credits.values)) continue;
    for (const value of credits.values) applyHeaderField(headerField(value, 'trailer line'), metadata, report);
    return [...pieces.slice(0, at), ...restOf(credits), ...pieces.slice(at + 1)];
  }
  return pieces;
}

function restOf({ rest }: LabelledLines): readonly Piece[] {
  const [first] = rest;
  if (!first) return [];
  const block = paragraph(joinWithLineEnds(rest.map(({ run }) => run)));
  return [{ kind: 'block', block, place: first.place }];
}

function labelledIn(piece: Piece | undefined, aliases?: Aliases): LabelledLines | undefined {
  if (piece?.kind !== 'block' || blocksText([piece.block]).length > LONGEST_CREDITS) return undefined;
  const lines = piece.block.type === 'sceneBreak' ? undefined : linesOf(piece);
  return lines && lines.length > 0 ? labelledLines(lines, aliases) : undefined;
}

/** Two credits or more about people, rights and the like. */
function areCredits(values: readonly LabelledValue[]): boolean {
  if (values.some(({ match }) => match.meaning === 'note')) return false;
  return values.filter(({ match, value }) => TELLING.has(match.meaning) && value !== '').length >= 2;
}

const TELLING: ReadonlySet<string> = new Set([
  ...['author', 'illustrator', 'translator', 'editor', 'rights', 'language', 'source', 'publisher'],
]);

const isTrailer = ({ match, value }: LabelledValue): boolean =>
  TRAILER_MEANINGS.has(match.meaning) && match.confidence === 1 && value !== '' && value.length <= 200;
