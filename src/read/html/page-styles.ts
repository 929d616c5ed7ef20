import type { Element } from 'hast';
import { attribute, classesOf, textOf } from '../hast/attributes.js';
import type { HtmlPage } from './dialect.js';

/** The properties that mean something to a story; a hidden text is none. */
const MEANINGFUL =
  /^(?:display|visibility|font-style|font-weight|font-variant|text-align|text-decoration|vertical-align)$/;
/** Text that is there for thieves and not for eyes. */
const HIDING =
  /(?:^|;)\s*(?:speak\s*:\s*never|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)|font-size\s*:\s*0(?:px|em|rem|%)?\s*(?:;|$))/i;
const LONGEST_SHEET = 500_000;
const MOST_RULES = 5_000;

/** A rule for elements of one class or id, of one name where the selector has one. */
interface Rule {
  readonly tag: string | undefined;
  readonly declarations: string;
}

/**
 * Gives elements, as a `style` of their own, what the page's sheets say of their class or id: that it is italic, centred
 * or hidden. Google Docs and Word write all emphasis so, and sites hide text for thieves. Only selectors of one class or
 * id are looked at.
 */
export function applyPageStyles(page: HtmlPage): void {
  const rules = new Map<string, Rule[]>();
  let count = 0;
  for (const sheet of page.findAll('style')) {
    for (const [selector, declarations] of plainRules(textOf(sheet).slice(0, LONGEST_SHEET))) {
      count += 1;
      if (count > MOST_RULES) return;
      const parsed = /^([a-z][a-z\d]*)?([.#][\w-]+)$/i.exec(selector);
      const key = parsed?.[2]?.toLowerCase();
      if (key === undefined) continue;
      rules.set(key, [...(rules.get(key) ?? []), { tag: parsed?.[1]?.toLowerCase(), declarations }]);
    }
  }
  if (rules.size === 0) return;
  for (const element of page.findAll('[class], [id]')) styleElement(element, rules);
}

function styleElement(element: Element, rules: ReadonlyMap<string, readonly Rule[]>): void {
  const id = attribute(element, 'id').toLowerCase();
  const keys = [...classesOf(element).map((name) => `.${name}`), ...(id === '' ? [] : [`#${id}`])];
  const declarations = keys.flatMap((key) =>
    (rules.get(key) ?? [])
      .filter(({ tag }) => tag === undefined || tag === element.tagName)
      .map((rule) => rule.declarations),
  );
  if (declarations.length === 0) return;
  const own = attribute(element, 'style');
  element.properties['style'] = [...declarations, own].filter(Boolean).join(';');
}

/** The rules of a sheet for screens, a selector each, with what they declare that means something. */
function* plainRules(css: string): Generator<readonly [selector: string, declarations: string]> {
  const sheet = css.replace(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g, ' ').replace(/<!--|-->/g, ' ');
  for (const rule of sheet.matchAll(/([^{}@;]{1,500})\{([^{}]{0,5000})\}/g)) {
    if (isForOtherMedia(sheet, rule.index)) continue;
    const declarations = meaningful(rule[2] ?? '');
    if (declarations === '') continue;
    for (const selector of (rule[1] ?? '').split(',')) yield [selector.trim(), declarations];
  }
}

/** Whether the rule stands in a block (`@media print`) whose rules may not hold for the screen. */
function isForOtherMedia(sheet: string, at: number): boolean {
  const open = sheet.lastIndexOf('@', at);
  if (open < 0) return false;
  const before = sheet.slice(open, at);
  const depth = before.split('{').length - before.split('}').length;
  return depth > 0;
}

function meaningful(body: string): string {
  if (HIDING.test(body)) return 'display:none';
  return body
    .split(';')
    .filter((declaration) =>
      MEANINGFUL.test(
        declaration
          .slice(0, Math.max(0, declaration.indexOf(':')))
          .trim()
          .toLowerCase(),
      ),
    )
    .map((declaration) => declaration.replace(/!important/i, '').trim())
    .join(';');
}
