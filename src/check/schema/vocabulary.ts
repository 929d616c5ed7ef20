import { childElements, hasText } from '../../container/xml-query.js';
import { NAMESPACES, type XmlAttribute, type XmlDocument, type XmlElement } from '../../container/xml-tree.js';
import type { Code } from '../../diagnostics/codes.js';
import type { Findings } from '../findings.js';
import { type AttributeRule, attributeRules } from './datatypes.js';
import { type Sequence, sequence } from './sequence.js';

/** How often each child may occur, in any order: `dc:title+ dc:date? meta*`; no sign: exactly once. */
interface Counts {
  readonly counts: ReadonlyMap<string, '' | '?' | '*' | '+'>;
}

export interface ElementModel {
  /** `text` that may be empty, `filled` text, nothing, anything, children in order, or children in any order. */
  readonly content: 'text' | 'filled' | 'empty' | 'any' | Sequence | Counts;
  readonly attributes: ReadonlyMap<string, AttributeRule>;
}

/** An XML vocabulary as a table: what each element holds and which attributes it has. */
export interface Vocabulary {
  /** What the messages call the document. */
  readonly title: string;
  readonly root: string;
  readonly namespace: string;
  /** Prefixes that the table uses for elements of other namespaces. */
  readonly prefixes: Readonly<Record<string, string>>;
  /** By name; `collection/metadata` is a `metadata` whose parent is a `collection`. */
  readonly elements: Readonly<Record<string, ElementModel>>;
  readonly codes: { readonly structure: Code; readonly attribute: Code };
}

export function ordered(model: string, attributes = ''): ElementModel {
  return { content: sequence(model), attributes: attributeRules(attributes) };
}

export function counted(model: string, attributes = ''): ElementModel {
  const counts = new Map<string, '' | '?' | '*' | '+'>();
  for (const word of model.split(' ')) {
    const sign = /[?*+]$/.exec(word)?.[0] as '?' | '*' | '+' | undefined;
    counts.set(sign ? word.slice(0, -1) : word, sign ?? '');
  }
  return { content: { counts }, attributes: attributeRules(attributes) };
}

export function leaf(content: 'text' | 'filled' | 'empty' | 'any', attributes = ''): ElementModel {
  return { content, attributes: attributeRules(attributes) };
}

/** Holds a document against a vocabulary. */
export function checkVocabulary(document: XmlDocument, vocabulary: Vocabulary, findings: Findings): void {
  const { root } = document;
  const { codes, title } = vocabulary;
  if (root === undefined) return;
  if (root.name !== vocabulary.root || root.namespace !== vocabulary.namespace) {
    const found = `\`${root.name}\` of the namespace \`${root.namespace}\``;
    findings.add(codes.structure, `${title} opens with ${found}; it must be \`${vocabulary.root}\`.`, root);
    return;
  }
  for (const element of document.elements) {
    const model = modelOf(element, vocabulary);
    if (model === undefined) continue;
    checkContent(element, model, vocabulary, findings);
    checkAttributes(element, model, vocabulary, findings);
  }
}

function modelOf(element: XmlElement, vocabulary: Vocabulary): ElementModel | undefined {
  const name = nameIn(element, vocabulary);
  const parent = element.parent && vocabulary.elements[`${nameIn(element.parent, vocabulary)}/${name}`];
  return parent ?? (Object.hasOwn(vocabulary.elements, name) ? vocabulary.elements[name] : undefined);
}

function nameIn({ namespace, name }: XmlElement, vocabulary: Vocabulary): string {
  if (namespace === vocabulary.namespace) return name;
  for (const prefix in vocabulary.prefixes) if (vocabulary.prefixes[prefix] === namespace) return `${prefix}:${name}`;
  return `{${namespace}}${name}`;
}

function checkContent(
  element: XmlElement,
  { content }: ElementModel,
  vocabulary: Vocabulary,
  findings: Findings,
): void {
  const { structure } = vocabulary.codes;
  if (content === 'any') return;
  const children = childElements(element);
  if (typeof content === 'string' && children[0]) {
    findings.add(structure, `\`${children[0].name}\` may not stand in \`${element.name}\`.`, children[0]);
  } else if (content === 'filled' && !hasText(element)) {
    findings.add(structure, `\`${element.name}\` is empty. Fill it or leave it out.`, element);
  } else if (content !== 'text' && content !== 'filled' && hasText(element)) {
    findings.add(structure, `\`${element.name}\` may not hold text.`, element);
  }
  if (typeof content === 'string') return;
  const names = children.map((child) => nameIn(child, vocabulary));
  if ('counts' in content) checkCounts(element, children, names, content, structure, findings);
  else checkOrder(element, children, names, content, structure, findings);
}

function checkOrder(
  element: XmlElement,
  children: readonly XmlElement[],
  names: readonly string[],
  model: Sequence,
  code: Code,
  findings: Findings,
): void {
  const mismatch = model.mismatch(names);
  if (mismatch === undefined) return;
  const child = children[mismatch.index];
  const expected = mismatch.expected.map((name) => `\`${name}\``).join(' or ');
  const message = child
    ? `\`${names[mismatch.index]}\` may not stand here in \`${element.name}\`${expected ? `; expected ${expected}` : ''}.`
    : `\`${element.name}\` lacks ${expected}.`;
  findings.add(code, message, child ?? element);
}

function checkCounts(
  element: XmlElement,
  children: readonly XmlElement[],
  names: readonly string[],
  { counts }: Counts,
  code: Code,
  findings: Findings,
): void {
  const seen = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const sign = counts.get(name);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    if (sign === undefined) findings.add(code, `\`${name}\` may not stand in \`${element.name}\`.`, children[index]);
    else if (count === 2 && (sign === '' || sign === '?')) {
      findings.add(code, `\`${name}\` occurs more than once in \`${element.name}\`. Keep one.`, children[index]);
    }
  }
  for (const [name, sign] of counts) {
    if ((sign === '' || sign === '+') && !seen.has(name)) {
      findings.add(code, `\`${element.name}\` lacks \`${name}\`. Add one.`, element);
    }
  }
}

function checkAttributes(element: XmlElement, model: ElementModel, { codes }: Vocabulary, findings: Findings): void {
  for (const one of element.attributes) {
    const name = knownName(one);
    const rule = model.attributes.get(name);
    if (one.namespace === NAMESPACES.xmlns || model.attributes.has('*')) continue;
    if (rule === undefined) {
      findings.add(codes.attribute, `\`${element.name}\` has no attribute \`${one.name}\`. Leave it out.`, element);
    } else if (!rule.accepts(one.value)) {
      const wanted = `it must be ${describe(rule.type)}`;
      findings.add(
        codes.attribute,
        `\`${one.name}="${shorten(one.value)}"\` on \`${element.name}\`: ${wanted}.`,
        element,
      );
    }
  }
  for (const [name, rule] of model.attributes) {
    if (rule.isRequired && !element.attributes.some((one) => knownName(one) === name)) {
      findings.add(codes.attribute, `\`${element.name}\` lacks the attribute \`${name}\`. Add it.`, element);
    }
  }
}

function knownName(one: XmlAttribute): string {
  return one.namespace === NAMESPACES.xml ? `xml:${one.local}` : one.name;
}

/** A datatype in words: `a|b` is `a` or `b`. */
export function describe(type: string): string {
  if (!type.includes('|')) return WORDED[type] ?? `of the type ${type}`;
  return type
    .split('|')
    .map((word) => (word === '' ? 'empty' : `\`${word}\``))
    .join(' or ');
}

const WORDED: Readonly<Record<string, string>> = {
  ncname: 'a name that starts with a letter and holds no space or colon',
  ncnames: 'names between spaces',
  nmtoken: 'one name',
  nmtokens: 'names between spaces',
  token: 'one word without spaces',
  language: 'a language tag such as `en`',
  'language-or-empty': 'a language tag such as `en`',
  mimetype: 'a media type such as `image/jpeg`',
  uri: 'a URL',
  'uri-filled': 'a URL, not empty',
  filled: 'not empty',
  integer: 'a whole number',
  natural: 'a whole number from 0',
  positive: 'a whole number from 1',
  float: 'a number',
  utf8: '`utf-8`',
  moment: 'a date, a time or a duration as HTML writes them',
  day: 'a date, or a date and time',
  prefixes: 'prefixes, each with a colon and its URL',
  clock: 'a time such as `0:01:30.5`',
};

/** A value cut to what a message can carry. */
export function shorten(value: string): string {
  return value.length <= 80 ? value : `${value.slice(0, 77)}…`;
}
