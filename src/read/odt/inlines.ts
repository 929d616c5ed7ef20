import type { ElementContent } from 'hast';
import { textOf } from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import { type Content, collapsed, html, words } from '../xml-hast.js';
import { leaveOut, type OdtContext } from './context.js';
import { frame } from './frames.js';
import { attributeOf, childOf, nameOf } from './names.js';
import type { TextLook } from './styles.js';

/** A piece of a line with the look that it has in the end. */
interface Leaf {
  readonly look: TextLook;
  readonly node: ElementContent;
}

interface LineState {
  readonly context: OdtContext;
  readonly leaves: Leaf[];
  /** Indents are kept where lines are verse; a heading has none. */
  readonly keepsIndents: boolean;
  /** Addresses are underlined by their style. */
  readonly isLink: boolean;
}

type Read = (element: XmlElement, look: TextLook, state: LineState) => void;

/** A paragraph’s content as inline HTML. Runs of one look are one, however many spans the document makes of them. */
export function inlinesOf(element: XmlElement, look: TextLook, context: OdtContext, isHeading = false): Content {
  return lineOf(element, look, { context, leaves: [], keepsIndents: !isHeading, isLink: false });
}

function lineOf(element: XmlElement, look: TextLook, state: LineState): Content {
  addChildren(element, look, state);
  return joined(state.leaves, state.context.usual);
}

function addChildren(element: XmlElement, look: TextLook, state: LineState): void {
  for (const child of element.children) {
    if (typeof child === 'string') state.leaves.push({ look, node: words(collapsed(child)) });
    else {
      const name = nameOf(child);
      const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
      if (read) read(child, look, state);
      else addChildren(child, look, state);
    }
  }
}

/** What LibreOffice and pandoc call the look of code within a line. */
const CODE_STYLES: ReadonlySet<string> = new Set(['source text', 'teletype', 'verbatim char']);

const drop: Read = () => undefined;
const dropAnnotation: Read = (_element, _look, { context }) => leaveOut('comment', context);

/** What stands in a line. Everything else is seen through: fields and marks are their text. */
const READERS: Readonly<Record<string, Read>> = {
  'text:span': (element, look, state) => {
    const style = state.context.styles.text(attributeOf(element, 'text:style-name'));
    if (style.names.some((name) => CODE_STYLES.has(name))) return add(state, html('code', [words(textOf(element))]));
    addChildren(element, { ...look, ...withoutUnderline(style.look, state) }, state);
  },
  'text:s': addSpaces,
  'text:tab': (_element, look, state) => addIndent(4, look, state),
  'text:line-break': (_element, _look, state) => add(state, html('br', [])),
  'text:note': addNote,
  'text:a': addLink,
  'text:ruby': addRuby,
  'draw:frame': (element, _look, state) => {
    for (const node of frame(element, state.context)) add(state, node);
  },
  'draw:a': (element, look, state) => addChildren(element, look, state),
  'text:p': (element, look, state) => {
    add(state, html('br', []));
    addChildren(element, look, state);
    add(state, html('br', []));
  },
  'office:annotation': dropAnnotation,
  'office:annotation-end': drop,
  'text:page-number': drop,
  'text:page-count': drop,
  'text:soft-page-break': drop,
  'text:tracked-changes': drop,
  'svg:title': drop,
  'svg:desc': drop,
  'office:event-listeners': drop,
  'office:forms': drop,
};

const withoutUnderline = (look: TextLook, { isLink }: LineState): TextLook =>
  isLink ? { ...look, isUnderlined: false } : look;

const add = ({ leaves }: LineState, node: ElementContent): void => {
  leaves.push({ look: {}, node });
};

/** OpenDocument 1.2 part 1, 6.1.3: further spaces after the first, or an indent. */
function addSpaces(element: XmlElement, look: TextLook, state: LineState): void {
  const count = Number.parseInt(attributeOf(element, 'text:c') ?? '1', 10);
  addIndent(Number.isInteger(count) ? Math.min(Math.max(count, 1), 40) : 1, look, state);
}

/** Spaces at the start of a line are an indent, if several; elsewhere all are one. */
function addIndent(width: number, look: TextLook, { leaves, keepsIndents }: LineState): void {
  const last = leaves.at(-1)?.node;
  const isStart = last === undefined || (last.type === 'element' && last.tagName === 'br');
  const isIndent = keepsIndents && isStart && width > 1;
  leaves.push({ look, node: words((isIndent ? '\u00a0' : ' ').repeat(width)) });
}

function addNote(element: XmlElement, _look: TextLook, state: LineState): void {
  const { context } = state;
  const body = childOf(element, 'text:note-body');
  const mark = childOf(element, 'text:note-citation');
  if (!body) return;
  const id = `note-${context.notes.length + 1}`;
  const place = context.placeOf(element);
  const note = html('aside', [], { id }, place);
  context.notes.push(note);
  note.children = [...context.blocks(body, context)];
  const shown = words((mark ? textOf(mark).trim() : '') || '*');
  add(state, html('sup', [html('a', [shown], { href: `#${id}`, role: 'doc-noteref' }, place)]));
}

function addLink(element: XmlElement, look: TextLook, state: LineState): void {
  const { isUnderlined: _, ...bare } = look;
  const children = lineOf(element, bare, { ...state, leaves: [], isLink: true });
  const href = attributeOf(element, 'xlink:href')?.trim() ?? '';
  // A mark that a comment or a list of contents leads to is no link of the story.
  if (href === '' || href.startsWith('#')) for (const node of children) add(state, node);
  else add(state, html('a', children, { href }, state.context.placeOf(element)));
}

function addRuby(element: XmlElement, _look: TextLook, state: LineState): void {
  const base = childOf(element, 'text:ruby-base');
  const reading = childOf(element, 'text:ruby-text');
  if (!base) return;
  const shown = words(textOf(base));
  add(state, reading ? html('ruby', [shown, html('rt', [words(textOf(reading))])]) : shown);
}

/** The leaves, those of one look in one set of spans. */
function joined(leaves: readonly Leaf[], usual: TextLook): Content {
  const groups: { readonly key: string; readonly look: TextLook; readonly nodes: ElementContent[] }[] = [];
  for (const { look, node } of leaves) {
    const shown = unusual(look, usual);
    const key = JSON.stringify(shown);
    const last = groups.at(-1);
    if (last?.key === key) last.nodes.push(node);
    else groups.push({ key, look: shown, nodes: [node] });
  }
  return groups.flatMap(({ look, nodes }) => wrapped(nodes, look));
}

/** What a look says beyond the usual one. Underlining is a typescript’s italics. */
function unusual(look: TextLook, usual: TextLook): TextLook {
  return {
    ...(look.isBold && !usual.isBold && { isBold: true }),
    ...(look.isItalic && !usual.isItalic && { isItalic: true }),
    ...(look.isUnderlined && !usual.isUnderlined && !look.isItalic && { isUnderlined: true }),
    ...(look.isStruck && { isStruck: true }),
    ...(look.isSmallCaps && !usual.isSmallCaps && { isSmallCaps: true }),
    ...(look.isHidden && { isHidden: true }),
    ...((look.position === 'super' || look.position === 'sub') && { position: look.position }),
  };
}

function wrapped(nodes: Content, look: TextLook): Content {
  const { position } = look;
  const steps: readonly (readonly [unknown, (children: Content) => ElementContent])[] = [
    [position, (children) => html(position === 'sub' ? 'sub' : 'sup', children)],
    [look.isStruck, (children) => html('s', children)],
    [look.isItalic, (children) => html('em', children)],
    [look.isUnderlined, (children) => html('u', children)],
    [look.isBold, (children) => html('strong', children)],
    [look.isSmallCaps, (children) => html('span', children, { style: 'font-variant: small-caps' })],
    [look.isHidden, (children) => html('span', children, { style: 'display: none' })],
  ];
  return steps.reduce<Content>((inner, [applies, wrap]) => (applies ? [wrap(inner)] : inner), nodes);
}
