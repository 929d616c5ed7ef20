import type { Element, Root } from 'hast';
import { selectAll } from 'hast-util-select';
import { attribute } from '../hast/attributes.js';
import { isElement } from '../hast/nesting.js';

/** The elements from the root on that the selector finds, in document order; at most `most` of them. */
export function selectElements(selector: string, root: Element | Root, most = Number.POSITIVE_INFINITY): Element[] {
  const compiled = compiledSelector(selector);
  return compiled === undefined ? selectAll(selector, root).slice(0, most) : walk(compiled, root, most);
}

/** Whether an element is of the kind that one compound (`dl.work.meta`) names. */
type Test = (element: Element) => boolean;

interface Step {
  readonly test: Test;
  /** True where the next step to the right must stand directly inside of this one. */
  readonly isParent: boolean;
}

/** The compounds of one selector from left to right. */
type Complex = readonly Step[];

const compiled = new Map<string, readonly Complex[] | undefined>();

/**
 * The tests of a selector of names, ids, classes and attributes, inside of one another; undefined for others. Pages are
 * asked dozens of questions, and a walk that only compares takes a hundredth of the time of a whole selector engine.
 */
function compiledSelector(selector: string): readonly Complex[] | undefined {
  if (!compiled.has(selector)) compiled.set(selector, compile(selector));
  return compiled.get(selector);
}

function compile(selector: string): readonly Complex[] | undefined {
  const complexes = selector.split(',').map((one) => compileComplex(one.trim()));
  return complexes.every((one) => one !== undefined) ? complexes : undefined;
}

function compileComplex(selector: string): Complex | undefined {
  const steps: Step[] = [];
  for (const [, compound = '', combinator] of selector.matchAll(/((?:\[[^\]]*\]|[^\s>])+)\s*(>?)\s*/g)) {
    const test = compileCompound(compound);
    if (!test) return undefined;
    steps.push({ test, isParent: combinator === '>' });
  }
  return steps.length > 0 && !selector.startsWith('>') ? steps : undefined;
}

const SIMPLE = /([.#]?)([\w-]+|\*)|\[([\w-]+)(?:([~^*]?)=(?:"([^"]*)"))?\]/y;

function compileCompound(compound: string): Test | undefined {
  const tests: Test[] = [];
  SIMPLE.lastIndex = 0;
  while (SIMPLE.lastIndex < compound.length) {
    const found = SIMPLE.exec(compound);
    if (!found) return undefined;
    tests.push(simpleTest(found));
  }
  const [only] = tests;
  return tests.length === 1 ? only : (element) => tests.every((test) => test(element));
}

function simpleTest([, sign, name = '', key, operator, wanted]: RegExpExecArray): Test {
  if (key !== undefined) return attributeTest(propertyOf(key), operator ?? '', wanted);
  if (sign === '#') return ({ properties }) => properties['id'] === name;
  if (sign === '.') return ({ properties }) => hasToken(properties['className'], name);
  return name === '*' ? () => true : ({ tagName }) => tagName === name;
}

/** The properties of the tree whose names are not those of their attributes. */
const PROPERTIES: Readonly<Record<string, string>> = {
  class: 'className',
  itemprop: 'itemProp',
  itemtype: 'itemType',
  datetime: 'dateTime',
};

const propertyOf = (name: string): string =>
  name.startsWith('data-')
    ? name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
    : (PROPERTIES[name] ?? name);

const hasToken = (value: Element['properties'][string], token: string): boolean =>
  Array.isArray(value) && value.includes(token);

function attributeTest(key: string, operator: string, wanted: string | undefined): Test {
  return (element) => {
    const value = element.properties[key];
    if (value === undefined || value === null || value === false) return false;
    if (wanted === undefined) return true;
    if (operator === '~') return hasToken(value, wanted);
    const text = attribute(element, key);
    if (operator === '^') return wanted !== '' && text.startsWith(wanted);
    return operator === '*' ? wanted !== '' && text.includes(wanted) : text === wanted;
  };
}

function walk(complexes: readonly Complex[], root: Element | Root, most: number): Element[] {
  const found: Element[] = [];
  const ancestors: Element[] = [];
  const visit = (parent: Element | Root): void => {
    for (const child of parent.children) {
      if (found.length >= most) return;
      if (!isElement(child)) continue;
      if (complexes.some((steps) => isMatch(child, ancestors, steps))) found.push(child);
      if (child.children.length === 0) continue;
      ancestors.push(child);
      visit(child);
      ancestors.pop();
    }
  };
  visit({ type: 'root', children: root.type === 'root' ? (root.children as Element[]) : [root] });
  return found;
}

function isMatch(element: Element, ancestors: readonly Element[], steps: Complex): boolean {
  const last = steps.length - 1;
  return (
    steps[last]?.test(element) === true && (last === 0 || isInside(ancestors, ancestors.length - 1, steps, last - 1))
  );
}

/** Whether the steps up to `step` are found, in their order, among the ancestors up to `at`. */
function isInside(ancestors: readonly Element[], at: number, steps: Complex, step: number): boolean {
  const wanted = steps[step];
  if (!wanted) return true;
  for (let index = at; index >= 0; index -= 1) {
    const fits = wanted.test(ancestors[index] as Element);
    if (fits && isInside(ancestors, index - 1, steps, step - 1)) return true;
    if (wanted.isParent) return false;
  }
  return false;
}
