import { CHAPTER_ROLES, type Inline, type SectionRole } from '../../model/story.js';
import { plainText } from '../../model/visit.js';
import type { HeadingPiece } from '../flow.js';
import { type HeadingParts, parseHeading } from '../vocabulary/headings.js';
import { lookUpExactLabel } from '../vocabulary/labels.js';
import { noteOpening } from '../vocabulary/notes.js';
import { sliceInlines } from './inline-slice.js';

/** A heading with what its words say. */
export interface Head {
  readonly piece: HeadingPiece;
  readonly text: string;
  readonly parts?: HeadingParts;
  /** The heading of an author's note: `A/N`. */
  readonly isNote: boolean;
  /** The heading of something before or after the story: `Dedication`. */
  readonly isMatter: boolean;
}

/** What publishers put before and after a story, where the words alone do not say which. */
const MATTER: ReadonlySet<string> = new Set([
  ...[
    'dedication',
    'acknowledgements',
    'acknowledgments',
    'about the author',
    'about the authors',
    'about this book',
    'copyright',
  ],
  ...[
    'contents',
    'table of contents',
    'list of illustrations',
    'illustrations',
    'epigraph',
    'transcriber’s note',
    'transcriber’s notes',
  ],
  ...[
    'publisher’s note',
    'cast of characters',
    'dramatis personae',
    'bibliography',
    'endnotes',
    'footnotes',
    'further reading',
    'notes',
  ],
  ...[
    'credits',
    'license',
    'colophon',
    'imprint',
    'title page',
    'half title',
    'uncopyright',
    'thanks',
    'disclaimer',
    'summary',
  ],
  ...[
    'danksagung',
    'widmung',
    'inhalt',
    'inhaltsverzeichnis',
    'impressum',
    'über den autor',
    'über die autorin',
    'fußnoten',
    'anmerkungen',
  ],
  ...[
    'remerciements',
    'table des matières',
    'dédicace',
    'agradecimientos',
    'índice',
    'dedicatoria',
    'ringraziamenti',
    'indice',
  ],
  ...['содержание', 'оглавление', 'примечания', '目次', '目录', '目錄', '註釋', '注释'],
]);

export function headOf(piece: HeadingPiece): Head {
  const text = plainText(piece.children).trim();
  const parts = parseHeading(text);
  const isMatter = parts === undefined && MATTER.has(text.toLowerCase().replaceAll("'", '’').replace(/[.:]$/u, ''));
  const isNote = parts ? isNoteTitle(parts) : !isMatter && lookUpExactLabel(text) === 'note';
  return { piece, text, ...(parts && { parts }), isNote, isMatter };
}

/** `Chapter 14: Author's note`: a number that an archive gave to a note. */
function isNoteTitle({ title }: HeadingParts): boolean {
  const opening = title === undefined ? undefined : noteOpening(title);
  return opening?.label !== undefined && opening.confidence >= 0.9 && opening.rest === '';
}

/** `Part Two`, as opposed to a heading that only stands above others. */
export function isWordedPart(head: Head): boolean {
  return head.parts?.role === 'part' && !head.parts.isBare;
}

/** `Chapter 3`, `Letter IV`: a chapter by its words. */
export function isWordedChapter(head: Head): boolean {
  return head.parts?.role === 'chapter' && !head.parts.isBare;
}

/** `Prologue`, `Interlude`, `Epilogue`. */
export function isWordedKin(head: Head): boolean {
  return head.parts !== undefined && CHAPTER_ROLES.has(head.parts.role) && head.parts.role !== 'chapter';
}

/** The label and title that a section has from its heading. No word of the heading is lost but a repeated number. */
export function namesOf(head: Head): { readonly label?: string; readonly title?: readonly Inline[] } {
  const { children, subtitle } = head.piece;
  const { parts } = head;
  const title = parts ? titleInlines(children, parts) : trimmed(children);
  const whole = joined(title, subtitle);
  return {
    ...(parts?.label !== undefined && !isUnlabelled(head) && { label: parts.label }),
    ...(whole.length > 0 && { title: whole }),
  };
}

function titleInlines(children: readonly Inline[], parts: HeadingParts): readonly Inline[] {
  if (parts.title === undefined) return holdsMarks(children) ? trimmed(children) : [];
  const text = plainText(children);
  const start = text.lastIndexOf(parts.title);
  return start < 0 ? trimmed(children) : sliceInlines(children, start, start + parts.title.length);
}

/** A label is plain text; a heading with an image or a note in it stays whole, as a title. */
function isUnlabelled(head: Head): boolean {
  return head.parts?.title === undefined && holdsMarks(head.piece.children);
}

function holdsMarks(children: readonly Inline[]): boolean {
  return children.some(
    (one) => one.type === 'image' || one.type === 'noteReference' || ('children' in one && holdsMarks(one.children)),
  );
}

function trimmed(children: readonly Inline[]): readonly Inline[] {
  return sliceInlines(children, 0);
}

function joined(title: readonly Inline[], subtitle: readonly Inline[] | undefined): readonly Inline[] {
  if (!subtitle || subtitle.length === 0) return title;
  return title.length === 0 ? subtitle : [...title, { type: 'lineBreak' }, ...subtitle];
}

/** The role of a section that holds no others. */
export function leafRole(head: Head, isBeforeStory: boolean): SectionRole {
  if (head.isMatter || head.isNote) return isBeforeStory ? 'foreword' : 'afterword';
  const role = head.parts?.role ?? 'chapter';
  return role === 'part' ? 'chapter' : role;
}
