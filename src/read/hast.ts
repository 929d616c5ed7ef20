import type { Element, Nodes, Root } from 'hast';
import { type Block, type Footnote, type NoteId, type Place, text } from '../model/story.js';
import { languageTag } from '../text/language.js';
import type { Piece } from './flow.js';
import { attribute, classesOf, declaredLanguage, eventHandlers, isHidden } from './hast/attributes.js';
import { BlockFlow, piecesToBlocks } from './hast/block-flow.js';
import { BLOCK_HANDLERS } from './hast/block-handlers.js';
import type {
  Children,
  Flow,
  Funnel,
  FunnelContext,
  FunnelResult,
  Handler,
  Surroundings,
  Wrap,
} from './hast/handler.js';
import { INLINE_HANDLERS } from './hast/inline-handlers.js';
import { isElement } from './hast/nesting.js';
import type { Run } from './hast/runs.js';
import { type Survey, survey } from './hast/survey.js';
import { Tally } from './hast/tally.js';

export type { FunnelContext, FunnelResult } from './hast/handler.js';

/** Every element that means something to a story, and what it becomes. Others are seen through. */
const HANDLERS: ReadonlyMap<string, Handler> = new Map(Object.entries({ ...INLINE_HANDLERS, ...BLOCK_HANDLERS }));

/** Whether an element of this name has a meaning of its own to the funnel. */
export const isKnownElement = (name: string): boolean => HANDLERS.has(name);

const SEEN_THROUGH: Handler = { kind: 'span', wrap: () => (children) => children };

/**
 * An HTML tree as a story's pieces: the one way from markup to the model, whatever format the tree came from. What
 * the model cannot say is left out and said; text is never lost but where a browser would not show it. The tree
 * must have been through `flattenDeep`.
 */
export function readTree(root: Root, context: FunnelContext, known: Survey = survey(root)): FunnelResult {
  return new TreeReader(context, known).read(root);
}

class TreeReader implements Funnel {
  readonly context: FunnelContext;
  readonly tally = new Tally();
  readonly #survey: Survey;
  readonly #notes = new Map<NoteId, Footnote>();
  readonly #holdsBlocks = new WeakMap<Element, boolean>();
  #lastPlace: Place = { line: 1, column: 1 };

  constructor(context: FunnelContext, known: Survey) {
    this.context = context;
    this.#survey = known;
  }

  read(root: Root): FunnelResult {
    const pieces: Piece[] = [];
    const flow = new BlockFlow(this.context, pieces, { wraps: [] });
    this.continue(root.children, flow);
    flow.endParagraph();
    for (const link of this.#survey.lostNotes) {
      const name = attribute(link, 'href');
      const message = `The footnote \`${name}\` is referred to but not there. Its mark was kept as text.`;
      this.context.report.add('note-missing', message, this.placeOf(link));
    }
    this.tally.report(this.context.report);
    return { pieces, notes: Object.fromEntries(this.#notes) };
  }

  placeOf(node: Nodes): Place {
    const start = node.position?.start;
    if (start) this.#lastPlace = { line: start.line + (this.context.lineOffset ?? 0), column: start.column };
    return this.#lastPlace;
  }

  noteFor(href: string): NoteId | undefined {
    return this.#survey.noteFor(href);
  }

  blocks(nodes: Children, surroundings: Partial<Surroundings> = {}): readonly Block[] {
    const pieces: Piece[] = [];
    const flow = new BlockFlow(this.context, pieces, { wraps: [], ...surroundings });
    this.continue(nodes, flow);
    flow.endParagraph();
    return piecesToBlocks(pieces);
  }

  continue(nodes: Children, flow: Flow, surroundings?: Partial<Surroundings>, lines?: number): void {
    const inner = surroundings ? flow.within(surroundings) : flow;
    for (const node of nodes) this.#add(node, inner);
    if (inner !== flow || lines !== undefined) inner.endParagraph(lines);
  }

  run(nodes: Children): Run {
    const runs: Run[] = [];
    let mustBreak = false;
    for (const node of nodes) {
      const isBlock = isElement(node) && this.#isBlock(node);
      const run = this.#inlines(node);
      if (run.length === 0) continue;
      if (runs.length > 0 && (isBlock || mustBreak)) runs.push([{ type: 'lineBreak' }]);
      runs.push(run);
      mustBreak = isBlock;
    }
    return runs.flat();
  }

  hasBlocks(element: Element): boolean {
    const known = this.#holdsBlocks.get(element);
    if (known !== undefined) return known;
    const holds = element.children.some((child) => isElement(child) && (this.#isBlock(child) || this.hasBlocks(child)));
    this.#holdsBlocks.set(element, holds);
    return holds;
  }

  #isBlock(element: Element): boolean {
    return HANDLERS.get(element.tagName)?.kind === 'block';
  }

  #add(node: Children[number], flow: Flow): void {
    if (node.type === 'text') flow.addInlines([text(node.value)], this.placeOf(node));
    if (!isElement(node) || this.isLeftOut(node)) return;
    const handler = HANDLERS.get(node.tagName) ?? SEEN_THROUGH;
    if (handler.kind === 'block') this.#addBlock(node, handler, flow);
    else if (handler.kind === 'span' && this.hasBlocks(node)) this.#addSpannedBlocks(node, handler, flow);
    else flow.addInlines(this.#inlines(node, true), this.placeOf(node));
  }

  #addBlock(node: Element, handler: Handler & { kind: 'block' }, flow: Flow): void {
    const language = this.#languageWrap(node);
    if (!language) {
      handler.read(node, flow, this);
      return;
    }
    flow.endParagraph();
    const inner = flow.within({ wraps: [language] });
    handler.read(node, inner, this);
    inner.endParagraph();
  }

  /** A span that the source draws around whole paragraphs: each of them gets its own. */
  #addSpannedBlocks(node: Element, handler: Handler & { kind: 'span' }, flow: Flow): void {
    const language = this.#languageWrap(node);
    flow.endParagraph();
    this.continue(node.children, flow, {
      wraps: [...(language ? [language] : []), handler.wrap(node, this)],
    });
  }

  #inlines(node: Children[number], isChecked = false): Run {
    if (node.type === 'text') return [text(node.value)];
    if (!isElement(node) || (!isChecked && this.isLeftOut(node))) return [];
    const handler = HANDLERS.get(node.tagName) ?? SEEN_THROUGH;
    const wrap = this.#languageWrap(node) ?? ((children: Run) => children);
    switch (handler.kind) {
      case 'leaf':
        return wrap(handler.read(node, this));
      case 'span':
        return wrap(handler.wrap(node, this)(this.run(node.children)));
      case 'block':
        return wrap(this.run(node.children));
      case 'dropped':
        return [];
      default:
        return handler satisfies never;
    }
  }

  isLeftOut(element: Element): boolean {
    const note = this.#survey.noteBodies.get(element);
    if (note !== undefined && !this.#notes.has(note)) {
      this.#notes.set(note, { id: note, blocks: [] });
      this.#notes.set(note, { id: note, blocks: this.blocks(element.children) });
      return true;
    }
    if (element.tagName === 'a' && this.#survey.isBackLink(element)) return true;
    if (isNoteHeading(element)) return true;
    this.#sayHandlers(element);
    const handler = HANDLERS.get(element.tagName);
    if (handler?.kind === 'dropped') {
      if (handler.isSaid) this.#sayDropped(`\`<${element.tagName}>\``, element);
      return true;
    }
    if (!isHidden(element)) return false;
    this.#sayDropped('Hidden text', element);
    return true;
  }

  #sayDropped(what: string, element: Element): void {
    this.tally.add(
      'markup-dropped',
      what,
      this.placeOf(element),
      (times) => `${what} was left out of the book${times}.`,
    );
  }

  #sayHandlers(element: Element): void {
    for (const name of eventHandlers(element)) {
      const shown = name.toLowerCase();
      this.tally.add(
        'markup-dropped',
        shown,
        this.placeOf(element),
        (times) => `The event handler \`${shown}\` was left out of the book${times}; its element was kept.`,
      );
    }
  }

  #languageWrap(element: Element): Wrap | undefined {
    const declared = declaredLanguage(element);
    const language = declared === '' ? undefined : languageTag(declared);
    if (language === undefined || language === this.context.language) return undefined;
    return (children) => (children.length > 0 ? [{ type: 'languageSpan', language, children }] : []);
  }
}

/** The heading and the rule that tools put over a list of notes. */
function isNoteHeading(element: Element): boolean {
  return element.properties['id'] === 'footnote-label' && classesOf(element).includes('sr-only');
}
