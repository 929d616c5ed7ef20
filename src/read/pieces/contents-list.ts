import type { Report } from '../../diagnostics/report.js';
import { plainText } from '../../model/visit.js';
import type { Piece } from '../flow.js';
import { linesOf } from './lines.js';

const CONTENTS =
  /^(?:(?:table of )?contents|chapters|index|inhalt(?:sverzeichnis)?|sommaire|table des matières|índice|indice|sommario|содержание|оглавление|inhoud|spis treści|目录|目次|المحتويات|תוכן(?: העניינים)?)$/iu;

/** The pieces without a list of contents, which the navigation of a book repeats: lines that are the headings' own words. */
export function dropContentsList(pieces: readonly Piece[], report: Report): readonly Piece[] {
  const headings = new Set(
    pieces.flatMap((piece) => (piece.kind === 'heading' ? [fold(plainText(piece.children))] : [])),
  );
  if (headings.size < 2) return pieces;
  const at = pieces.findIndex((piece) => isContentsList(piece, headings));
  const list = pieces[at];
  if (!list) return pieces;
  const message = 'A list of contents was left out: the book has its own, made from the headings.';
  report.add('contents-list-dropped', message, list.place);
  const before = pieces[at - 1];
  const isHeaded = before?.kind === 'heading' && CONTENTS.test(plainText(before.children).trim());
  return [...pieces.slice(0, isHeaded ? at - 1 : at), ...pieces.slice(at + 1)];
}

function isContentsList(piece: Piece, headings: ReadonlySet<string>): boolean {
  if (piece.kind !== 'block' || !['list', 'paragraph', 'table', 'verse'].includes(piece.block.type)) return false;
  const lines = linesOf(piece);
  if (!lines || lines.length < 2) return false;
  const isHeading = (text: string): boolean =>
    text.length < 300 && (headings.has(fold(text)) || headings.has(fold(text.replace(/^\d+[.)]?\s+/, ''))));
  // Prose is wrapped into lines as well: its first two tell.
  if (!lines.slice(0, 2).some(({ text }) => isHeading(text))) return false;
  const known = lines.filter(({ text }) => isHeading(text));
  return known.length >= 2 && known.length >= lines.length * 0.8;
}

const fold = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
