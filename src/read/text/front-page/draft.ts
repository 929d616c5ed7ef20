import type { CreatorRole } from '../../../model/story.js';
import type { Layout } from '../layout-class.js';
import type { Line } from '../lines.js';
import { opensStory } from './zone.js';

/** Something that a line states without a label. */
export interface Statement {
  readonly text: string;
  readonly line: number;
  readonly column: number;
  readonly confidence: number;
}

export interface Contribution extends Statement {
  readonly role: CreatorRole;
}

/** What the reader knows already: a front page may repeat it. */
export interface Known {
  readonly title?: string;
  readonly authors: readonly string[];
  /** What stands below the page. A header makes it sure that there is one. */
  readonly above: 'header' | 'story';
}

/** A front page while it is read: its lines, which of them were understood, and as what. */
export class Draft {
  readonly lines: readonly Line[];
  /** The first line that is none of the page's. */
  readonly end: number;
  readonly layout: Layout;
  readonly known: Known;
  readonly authors: Statement[] = [];
  readonly contributors: Contribution[] = [];
  /** Lines that belong to the page but say something else than the header does. */
  readonly aside = new Set<number>();
  title: Statement | undefined;
  titleAt = -1;
  subtitle: Statement | undefined;
  date: Statement | undefined;
  rating: Statement | undefined;
  rights: Statement | undefined;
  dedication: Statement | undefined;
  readonly #taken = new Set<number>();

  constructor(lines: readonly Line[], end: number, layout: Layout, known: Known) {
    this.lines = lines;
    this.end = end;
    this.layout = layout;
    this.known = known;
  }

  line(at: number): Line {
    return this.lines[at] as Line;
  }

  take(at: number): void {
    this.#taken.add(at);
  }

  isTaken(at: number): boolean {
    return this.#taken.has(at);
  }

  get hasTaken(): boolean {
    return this.#taken.size > 0;
  }

  /** The last line that was understood; -1 for none. */
  get lastTaken(): number {
    return Math.max(-1, ...this.#taken);
  }

  /** The page ends at a heading or a list of contents, not at prose. */
  get endsAtHeading(): boolean {
    return opensStory(this.lines, this.end);
  }

  get hasAuthor(): boolean {
    return this.authors.length > 0 || this.known.authors.length > 0;
  }

  get hasTitle(): boolean {
    return this.title !== undefined || this.known.title !== undefined;
  }

  /** The page's lines that were not understood yet. */
  untaken(): readonly number[] {
    return Array.from({ length: this.end }, (_, at) => at).filter((at) => !this.#taken.has(at));
  }

  statement(at: number, text: string, confidence: number): Statement {
    const line = this.line(at);
    const inside = Math.max(0, line.text.indexOf(text));
    return { text, line: line.number, column: line.column + inside, confidence };
  }
}
