import type { Report } from '../../diagnostics/report.js';
import { blocksText } from '../../model/visit.js';
import type { Piece } from '../flow.js';
import { applyHeaderField } from '../header-fields.js';
import type { MetadataBuilder } from '../metadata-builder.js';
import { type Aliases, headerField, type LabelledValue, labelledValues } from './labelled.js';
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

/** Reads what stands below a story: a list of credits, or lines such as `Completed: 6/29/08`. The pieces without it. */
export function readBackPage(pieces: readonly Piece[], metadata: MetadataBuilder, report: Report): readonly Piece[] {
  const found: { readonly values: readonly LabelledValue[]; readonly aliases: boolean }[] = [];
  let end = pieces.length;
  for (; end > 0 && pieces.length - end < LONGEST_TRAILER; end -= 1) {
    const piece = pieces[end - 1];
    if (piece?.kind !== 'block') break;
    const lines = piece.block.type === 'sceneBreak' ? undefined : linesOf(piece);
    if (!lines || lines.length === 0) break;
    const credits =
      piece.block.type === 'paragraph' && lines.length === 1 ? undefined : creditsOf(labelledValues(lines, CREDITS));
    const values = credits ?? trailerOf(labelledValues(lines));
    if (!values || blocksText([piece.block]).length > 2000) break;
    found.unshift({ values, aliases: credits !== undefined });
  }
  for (const value of found.flatMap(({ values }) => values)) {
    applyHeaderField(headerField(value, 'trailer line'), metadata, report);
  }
  return pieces.slice(0, end);
}

/** Two credits or more, one of them about people or rights. */
function creditsOf(values: readonly LabelledValue[] | undefined): readonly LabelledValue[] | undefined {
  if (!values || values.length < 2 || values.some(({ match, value }) => value === '' || match.meaning === 'note'))
    return undefined;
  const telling = ['author', 'illustrator', 'translator', 'editor', 'rights', 'language', 'source', 'publisher'];
  return values.filter(({ match }) => telling.includes(match.meaning)).length >= 2 ? values : undefined;
}

function trailerOf(values: readonly LabelledValue[] | undefined): readonly LabelledValue[] | undefined {
  const isTrailer = values?.every(
    ({ match, value }) =>
      TRAILER_MEANINGS.has(match.meaning) && match.confidence === 1 && value !== '' && value.length <= 200,
  );
  return isTrailer ? values : undefined;
}
