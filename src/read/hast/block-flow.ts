import { type Block, type Heading, type Inline, type Place, sceneBreak, type Verse } from '../../model/story.js';
import { plainText } from '../../model/visit.js';
import type { Piece } from '../flow.js';
import { judgeSceneBreak } from '../vocabulary/scene-breaks.js';
import type { Flow, FunnelContext, Surroundings } from './handler.js';
import { paragraphBlocks } from './paragraphs.js';
import { isBlank, type Run, splitLines, tidyRun } from './runs.js';

/** Gathers pieces. Flows with other surroundings may share one list of pieces. */
export class BlockFlow implements Flow {
  readonly #surroundings: Surroundings;
  readonly #context: FunnelContext;
  readonly #pieces: Piece[];
  #run: Run[] = [];
  #place: Place | undefined;

  constructor(context: FunnelContext, pieces: Piece[], surroundings: Surroundings) {
    this.#context = context;
    this.#pieces = pieces;
    this.#surroundings = surroundings;
  }

  within(surroundings: Partial<Surroundings>): Flow {
    const wraps = [...this.#surroundings.wraps, ...(surroundings.wraps ?? [])];
    return new BlockFlow(this.#context, this.#pieces, { ...this.#surroundings, ...surroundings, wraps });
  }

  addInlines(run: Run, place: Place): void {
    if (run.length === 0 || (this.#run.length === 0 && run.every(isSpace))) return;
    this.#run.push(run);
    this.#place ??= place;
  }

  addBlock(block: Block, place: Place): void {
    this.endParagraph();
    const last = this.#pieces.at(-1);
    // Stanzas are paragraphs of the source; the poem is one block.
    if (block.type === 'verse' && last?.kind === 'block' && last.block.type === 'verse') {
      this.#pieces[this.#pieces.length - 1] = { ...last, block: joinedPoem(last.block, block) };
      return;
    }
    this.#pieces.push({ kind: 'block', block, place });
  }

  addHeading(level: number, run: Run, place: Place): void {
    this.endParagraph();
    const tidied = tidyRun(this.#wrap(run));
    if (isBlank(tidied)) return;
    const shown = plainText(tidied).trim();
    if (shown.length < 60 && judgeSceneBreak(shown) === 'break') {
      this.addBlock(sceneBreak(shown), place);
      return;
    }
    const [children = [], ...rest] = splitLines(tidied, 'breaks').filter((line) => !isBlank(line));
    const subtitle = rest.flatMap((line, index) =>
      index === 0 ? line : [{ type: 'text', value: ' ' } as const, ...line],
    );
    this.#pieces.push({ kind: 'heading', level, children, ...(subtitle.length > 0 && { subtitle }), place });
  }

  endParagraph(lines?: number): void {
    const run = this.#run.flat();
    const place = this.#place;
    this.#run = [];
    this.#place = undefined;
    if (!place) return;
    const blocks = paragraphBlocks(this.#wrap(run), {
      ...this.#surroundings,
      ...(this.#context.isLineParagraph && { isLineParagraph: true }),
      ...(lines !== undefined && { indents: () => this.#indents(place, lines) }),
      onAmbiguous: (ornament) => this.#sayAmbiguous(ornament, place),
    });
    for (const block of blocks) this.addBlock(block, place);
  }

  #wrap(run: Run): Run {
    return this.#surroundings.wraps.reduceRight((inner, wrap) => (isBlank(inner) ? inner : wrap(inner)), run);
  }

  #indents(place: Place, lines: number): readonly number[] {
    const { sourceLine, lineOffset = 0 } = this.#context;
    if (!sourceLine) return [];
    return Array.from({ length: lines }, (_, index) => {
      const line = sourceLine(place.line - lineOffset + index).replace(/^(?:(?: {0,3}>)+ ?)?/, '');
      return line.length - line.trimStart().length;
    });
  }

  #sayAmbiguous(ornament: string, place: Place): void {
    const message = `\`${ornament}\` may be a scene break or silence; it was left as text. Write \`* * *\` for a scene break.`;
    this.#context.report.add('scene-break-ambiguous', message, place);
  }
}

/** The stanzas of the poems that grew here, which may grow on: copied at each stanza, long poems would take minutes. */
const growing = new WeakMap<Verse, Verse['stanzas'][number][]>();

function joinedPoem(poem: Verse, { stanzas: more }: Verse): Verse {
  const known = growing.get(poem);
  const stanzas = known ?? [...poem.stanzas];
  stanzas.push(...more);
  if (known) return poem;
  const joined: Verse = { type: 'verse', stanzas };
  growing.set(joined, stanzas);
  return joined;
}

const isSpace = (inline: Inline): boolean => inline.type === 'text' && inline.value.trim() === '';

/** The pieces as blocks: headings keep their depth, for they stand inside something. */
export function piecesToBlocks(pieces: readonly Piece[]): readonly Block[] {
  return pieces.flatMap((piece): readonly Block[] => {
    if (piece.kind === 'block') return [piece.block];
    const depth = Math.min(Math.max(piece.level, 1), 5) as Heading['depth'];
    const heading: Heading = { type: 'heading', depth, children: piece.children };
    return piece.subtitle ? [heading, { type: 'paragraph', children: piece.subtitle }] : [heading];
  });
}
