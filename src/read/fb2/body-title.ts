import { childrenNamed, normalizeSpace, textOf } from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import type { Report } from '../../diagnostics/report.js';
import type { MetadataBuilder } from '../metadata-builder.js';
import { type Content, html } from '../xml-hast.js';
import { contentOf, heading, type Surroundings } from './elements.js';

export interface BodyTitleContext {
  readonly metadata: MetadataBuilder;
  readonly report: Report;
  readonly around: Surroundings;
  /** Whether the book has no other body: its title is then a title page, not the name of a part. */
  readonly isOnly: boolean;
}

const LONGEST_SUBTITLE = 120;

/** What the title over a body says beside the description: lines that only repeat the book’s title or author go. */
export function readBodyTitle(title: XmlElement, context: BodyTitleContext): Content {
  const { metadata, report, around, isOnly } = context;
  const known = metadata.metadata;
  const lines = childrenNamed(title, 'p').filter((line) => normalizeSpace(textOf(line)) !== '');
  if (known.title === undefined || lines.length === 0) return heading(title, 1, around);
  const names = known.creators.map(({ name }) => name);
  const titleAt = lines.findIndex((line) => fold(textOf(line)) === fold(known.title ?? ''));
  const rest = lines.filter((line, index) => index !== titleAt && !isName(textOf(line), names));
  if (!isOnly && (rest.length > 0 || titleAt < 0)) return heading(title, 1, around);
  if (rest.length < lines.length) {
    const message = 'The title in the text repeats that of the description, so it was left out here.';
    report.add('repeat-dropped', message, around.placeOf(title));
  }
  const [only] = rest;
  const words = only ? normalizeSpace(textOf(only)) : '';
  const isSubtitle = rest.length === 1 && titleAt >= 0 && only !== undefined && lines.indexOf(only) > titleAt;
  if (isSubtitle && words.length <= LONGEST_SUBTITLE) {
    metadata.set('subtitle', words, { ...around.placeOf(title), how: 'heading', confidence: 0.8 });
    return [];
  }
  return rest.map((line) => html('p', contentOf(line, around), { style: 'text-align: center' }, around.placeOf(line)));
}

/** The words of a name in any order, given names whole or as initials. */
function isName(line: string, names: readonly string[]): boolean {
  const words = fold(line).split(' ');
  return names.some((name) => {
    const known = fold(name).split(' ');
    const isWhole = words.some((word) => word.length > 1 && known.includes(word));
    return (
      isWhole && words.every((word) => known.some((one) => one === word || (word.length === 1 && one[0] === word)))
    );
  });
}

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
