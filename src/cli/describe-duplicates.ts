import type { DescribedCopy, DescribedFamily, Duplicates, Edit } from '../collection/duplicates/find-duplicates.js';
import type { ChapterPrint, StoryPrint } from '../collection/duplicates/fingerprints.js';
import { printable } from '../diagnostics/format.js';
import { shorten } from './field-rows.js';
import { counted, type Paint } from './ui.js';

/** How many chapters, edits or fields of one copy are listed. */
const MOST_LISTED = 6;

/** The families with the fullest copy of each first and what sets the others apart, then the stories inside of others. */
export function describeFamilies({ families, contained }: Duplicates, paint: Paint): string {
  const within = contained.map(
    ({ story, within: container }) =>
      `${paint('bold', printable(story.path))} is contained in ${printable(container.path)} (${factsOf(container)})`,
  );
  return [
    ...families.map((family) => describeFamily(family, paint)),
    ...(within.length > 0 ? [within.join('\n')] : []),
  ].join('\n\n');
}

function describeFamily({ fullest, copies }: DescribedFamily, paint: Paint): string {
  const title = fullest.title ?? copies.map(({ copy }) => copy.title).find((one) => one !== undefined);
  const authors = fullest.facts['authors']?.value;
  const name = title === undefined ? fullest.path : `${title}${authors ? `, by ${authors}` : ''}`;
  const head = `${paint('bold', printable(name))}: ${counted(copies.length + 1, 'copy', 'copies')}`;
  const first = `  ${paint('cyan', 'fullest')}  ${printable(fullest.path)}  ${paint('dim', factsOf(fullest))}`;
  return [head, first, ...copies.flatMap((copy) => describeCopy(copy, fullest, paint))].join('\n');
}

function describeCopy(copy: DescribedCopy, fullest: StoryPrint, paint: Paint): readonly string[] {
  const line = `  copy     ${printable(copy.copy.path)}  ${paint('dim', factsOf(copy.copy))}`;
  const details = [
    relationOf(copy),
    ...chapterLines('lacks', copy.missing, fullest.chapters.length),
    ...chapterLines('has more:', copy.extra, copy.copy.chapters.length),
    ...editsOf(copy.edits),
    ...listed(copy.facts).map(
      ({ field, fullest: ours, copy: theirs }) => `${field}: ${quoted(theirs)}, in the fullest ${quoted(ours)}`,
    ),
  ];
  return [line, ...details.map((detail) => `           ${printable(detail)}`)];
}

const RELATIONS = {
  'same text': 'the same text',
  shorter: 'the same text, shorter',
  edited: 'another wording',
} as const satisfies Record<DescribedCopy['relation'], string>;

const relationOf = ({ relation, isPartedOtherwise }: DescribedCopy): string =>
  `${RELATIONS[relation]}${isPartedOtherwise ? ', parted into chapters in another way' : ''}`;

function chapterLines(verb: string, chapters: readonly ChapterPrint[], of: number): readonly string[] {
  if (chapters.length === 0) return [];
  const names = listed(chapters).map(({ name, words }) => (name ? `“${name}”` : `one of ${counted(words, 'word')}`));
  const more = chapters.length > MOST_LISTED ? ` and ${chapters.length - MOST_LISTED} more` : '';
  return [`${verb} ${chapters.length} of ${counted(of, 'chapter')}: ${names.join(', ')}${more}`];
}

/** How many changed chapters of one copy are shown with their words. */
const MOST_QUOTED = 3;

function editsOf(edits: readonly Edit[]): readonly string[] {
  const more = edits.length - MOST_QUOTED;
  const rest = more > 0 ? [`and ${counted(more, 'more chapter')} with other words`] : [];
  return [...edits.slice(0, MOST_QUOTED).flatMap(editLines), ...rest];
}

function editLines({ chapter, sentences, differing, first }: Edit): readonly string[] {
  const where = chapter === null ? '' : chapter === '' ? 'a chapter: ' : `“${chapter}”: `;
  const share = Math.max(1, Math.round((100 * differing) / sentences));
  return [
    `${where}${differing} of ${counted(sentences, 'sentence')} (${share} %) differ, the first:`,
    `  here     ${quoted(first.copy)}`,
    `  fullest  ${quoted(first.fullest)}`,
  ];
}

const listed = <Item>(items: readonly Item[]): readonly Item[] => items.slice(0, MOST_LISTED);

const quoted = (value: string): string => (value === '' ? 'nothing' : `“${shorten(value)}”`);

const factsOf = ({ words, chapters, date }: StoryPrint): string =>
  [counted(words, 'word'), counted(chapters.length, 'chapter'), date].filter(Boolean).join(' · ');
