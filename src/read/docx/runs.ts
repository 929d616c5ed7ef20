import { ownText } from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import { escapeMarkup } from '../../text/escape-markup.js';
import { chosenContent, settleDrawing } from './drawings.js';
import {
  type Fields,
  type LinkTarget,
  openTarget,
  readFieldCharacter,
  readInstruction,
  targetOfHyperlink,
  targetOfInstruction,
} from './fields.js';
import { breakPage, type Line, segmentOf, writeBetween, writeRun } from './line.js';
import type { Settling } from './settling.js';
import { lookOfRun, type RunLook, readRunLook } from './styles.js';
import { symbolsOf } from './symbols.js';
import { attributeValue, childOf, childrenOf, nameOf, settingOf, xml } from './word-xml.js';

/** What the runs of a paragraph stand in. */
export interface RunContext {
  readonly settling: Settling;
  readonly line: Line;
  readonly fields: Fields;
  /** What the paragraph's style says of its runs. */
  readonly base: RunLook;
  readonly target?: LinkTarget;
}

/** Elements that only hold runs. Moved and inserted text is the story's. */
const SEEN_THROUGH: ReadonlySet<string> = new Set([
  ...['w:ins', 'w:moveTo', 'w:smartTag', 'w:customXml', 'w:sdtContent', 'w:sdt', 'w:dir', 'w:bdo'],
]);

/** Settles the runs in an element: what Word shows of them, in the few elements that the conversion knows. */
export function settleRuns(parent: XmlElement, context: RunContext): void {
  for (const element of childrenOf(parent)) {
    const name = nameOf(element);
    if (name === 'w:r') settleRun(element, context);
    else if (name === 'w:hyperlink')
      settleRuns(element, withTarget(context, targetOfHyperlink(element, context.settling)));
    else if (name === 'w:fldSimple') {
      const instruction = attributeValue(element, 'w:instr') ?? '';
      settleRuns(element, withTarget(context, targetOfInstruction(instruction, context.settling)));
    } else if (name === 'w:bookmarkStart') addBookmark(element, context);
    else if (name === 'm:oMath' || name === 'm:oMathPara') addRun(written(mathText(element)), {}, context);
    else if (name === 'mc:AlternateContent') {
      const chosen = chosenContent(element);
      if (chosen) settleRuns(chosen, context);
    } else if (SEEN_THROUGH.has(name)) settleRuns(element, context);
  }
}

const withTarget = (context: RunContext, target: LinkTarget | undefined): RunContext =>
  target ? { ...context, target } : context;

function addBookmark(element: XmlElement, { settling, line }: RunContext): void {
  const name = attributeValue(element, 'w:name') ?? '';
  if (settling.anchors.has(name)) writeBetween(segmentOf(line), xml('w:bookmarkStart', { 'w:name': name }));
}

function mathText(element: XmlElement): string {
  if (nameOf(element) === 'm:t') return ownText(element);
  return childrenOf(element).map(mathText).join('');
}

function settleRun(run: XmlElement, context: RunContext): void {
  const properties = childOf(run, 'w:rPr');
  const style = context.settling.styles.character(settingOf(properties, 'w:rStyle'));
  const look = lookOfRun(context.settling.styles.defaults, context.base, style?.run ?? {}, readRunLook(properties));
  settleContent(run, { look, isCode: style?.isCode ?? false }, context);
}

interface RunState {
  readonly look: RunLook;
  readonly isCode: boolean;
}

function settleContent(run: XmlElement, state: RunState, context: RunContext): void {
  const { line, settling, fields } = context;
  let hasOwnMark = false;
  for (const element of childrenOf(run)) {
    const name = nameOf(element);
    switch (name) {
      case 'w:t':
        if (!hasOwnMark) addText(ownText(element), state, context);
        break;
      case 'w:tab':
      case 'w:ptab':
        addRun(TAB, state.look, context);
        break;
      case 'w:br':
        if (attributeValue(element, 'w:type') === 'page') breakPage(line);
        else if (attributeValue(element, 'w:type') !== 'column') addRun(LINE_BREAK, state.look, context);
        break;
      case 'w:cr':
        addRun(LINE_BREAK, state.look, context);
        break;
      case 'w:noBreakHyphen':
        addText('\u2011', state, context);
        break;
      case 'w:softHyphen':
        addText('\u00ad', state, context);
        break;
      case 'w:sym':
        addSymbol(element, state, context);
        break;
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        hasOwnMark = ['1', 'true', 'on'].includes(attributeValue(element, 'w:customMarkFollows') ?? '');
        addReference(element, name, context);
        break;
      case 'w:fldChar':
        readFieldCharacter(element, fields, settling);
        break;
      case 'w:instrText':
        readInstruction(element, fields);
        break;
      case 'w:ruby':
        addRuby(element, state, context);
        break;
      case 'mc:AlternateContent':
        settleAlternate(element, state, context);
        break;
      case 'w:drawing':
      case 'w:pict':
      case 'w:object':
        settleDrawing(element, line, settling);
        break;
      default:
    }
  }
}

function settleAlternate(element: XmlElement, state: RunState, context: RunContext): void {
  const chosen = chosenContent(element);
  if (chosen) settleContent(chosen, state, context);
}

function addText(value: string, state: RunState, context: RunContext): void {
  const { settling, line } = context;
  const { look } = state;
  if (value === '') return;
  if (look.isHidden) {
    if (value.trim() === '') return;
    const say = (times: string): string => `Hidden text was left out of the book${times}.`;
    settling.tally.add('markup-dropped', 'hidden', undefined, say);
    return;
  }
  const symbols = symbolsOf(value, look.font);
  if (look.size !== undefined) {
    const { sizes } = segmentOf(line);
    sizes.set(look.size, (sizes.get(look.size) ?? 0) + value.trim().length);
  }
  if (look.language !== undefined) {
    settling.languages.set(look.language, (settling.languages.get(look.language) ?? 0) + value.length);
  }
  const content = symbols === undefined ? written(value) : { xml: symbols, isShown: value.trim() !== '' };
  addRun(state.isCode ? { ...content, style: 'code' } : content, look, context);
}

function addSymbol(element: XmlElement, { look }: RunState, context: RunContext): void {
  const font = attributeValue(element, 'w:font') ?? '';
  const char = attributeValue(element, 'w:char') ?? '';
  if (look.isHidden || !/^[0-9a-f]{1,4}$/i.test(char)) return;
  const code = Number.parseInt(char, 16);
  const isPrivate = code >= 0xe000 && code <= 0xf8ff;
  const isSymbolFont = symbolsOf('\uf020', font) !== undefined;
  if (isPrivate || isSymbolFont) {
    const sign = xml('w:sym', { 'w:font': font, 'w:char': char.toUpperCase() });
    addRun({ xml: sign, isShown: true }, look, context);
  } else if (code >= 0x20 && (code < 0xd800 || code > 0xdfff) && code < 0xfffe) {
    addRun(written(String.fromCharCode(code)), look, context);
  }
}

function addReference(element: XmlElement, name: string, { settling, line }: RunContext): void {
  const kind = name === 'w:footnoteReference' ? 'footnote' : 'endnote';
  const id = attributeValue(element, 'w:id') ?? '';
  if (!settling.notes.has(`${kind} ${id}`)) {
    const say = (times: string): string => `A note is referred to but not there${times}. Its mark was left out.`;
    settling.tally.add('note-missing', 'note', undefined, say);
    return;
  }
  const segment = segmentOf(line);
  writeBetween(segment, xml('w:r', {}, xml(name, { 'w:id': id })));
  segment.plain = undefined;
  segment.hasContent = true;
}

/** A base with its reading: 漢字 read かんじ. */
function addRuby(element: XmlElement, { look }: RunState, context: RunContext): void {
  const base = rubyText(childOf(element, 'w:rubyBase'));
  const reading = rubyText(childOf(element, 'w:rt'));
  if (base === '' || look.isHidden) return;
  if (reading === '') {
    addRun(written(base), look, context);
    return;
  }
  addRun({ ...written(base), style: 'rubyBase' }, {}, context);
  addRun({ ...written(reading), style: 'rubyText' }, {}, context);
}

function rubyText(element: XmlElement | undefined): string {
  if (!element) return '';
  return nameOf(element) === 'w:t' ? ownText(element) : childrenOf(element).map(rubyText).join('');
}

/** What a run holds, settled. */
interface Content {
  readonly xml: string;
  /** The same as text, where it is no more than that. */
  readonly plain?: string;
  /** False for what shows nothing by itself. */
  readonly isShown: boolean;
  /** The settled style of the run. */
  readonly style?: 'code' | 'rubyBase' | 'rubyText';
}

const written = (value: string): Content => ({
  xml: `<w:t xml:space="preserve">${escapeMarkup(value)}</w:t>`,
  plain: value,
  isShown: value.trim() !== '',
});
const TAB: Content = { xml: '<w:tab/>', plain: '\t', isShown: false };
const LINE_BREAK: Content = { xml: '<w:br/>', isShown: false };

function addRun(content: Content, look: RunLook, context: RunContext): void {
  const target = context.target ?? openTarget(context.fields);
  const style = content.style === undefined ? '' : xml('w:rStyle', { 'w:val': content.style });
  const properties = style + propertiesOf(look, target !== undefined);
  const segment = segmentOf(context.line);
  writeRun(segment, openingOf(target) + (properties === '' ? '' : xml('w:rPr', {}, properties)), content.xml);
  segment.hasContent ||= content.isShown;
  const isPlain = segment.plain !== undefined && content.plain !== undefined && properties === '' && !target;
  segment.plain = isPlain ? `${segment.plain}${content.plain}` : undefined;
}

function openingOf(target: LinkTarget | undefined): string {
  if (!target) return '<w:r>';
  const link = xml('w:hyperlink', 'id' in target ? { 'r:id': target.id } : { 'w:anchor': target.anchor });
  return `${link.slice(0, -2)}><w:r>`;
}

/** What the conversion knows of looks. A line below words is emphasis, but links have it anyway. */
function propertiesOf(look: RunLook, isLink: boolean): string {
  const { vertical } = look;
  return [
    look.isBold ? '<w:b/>' : '',
    look.isItalic ? '<w:i/>' : '',
    look.isSmallCaps ? '<w:smallCaps/>' : '',
    look.isStruck ? '<w:strike/>' : '',
    look.isUnderlined && !look.isItalic && !isLink ? '<w:u w:val="single"/>' : '',
    vertical === 'superscript' || vertical === 'subscript' ? xml('w:vertAlign', { 'w:val': vertical }) : '',
  ].join('');
}
