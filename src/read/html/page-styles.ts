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
  const sheet = withoutComments(css).replace(/<!--|-->/g, ' ');
  const media = new MediaBlocks(sheet);
  for (const rule of sheet.matchAll(/([^{}@;]{1,500})\{([^{}]{0,5000})\}/g)) {
    if (media.isAround(rule.index)) continue;
    const declarations = meaningful(rule[2] ?? '');
    if (declarations === '') continue;
    for (const selector of (rule[1] ?? '').split(',')) yield [selector.trim(), declarations];
  }
}

/** One that is never closed goes to the sheet's end. */
function withoutComments(css: string): string {
  const kept: string[] = [];
  let from = 0;
  for (let at = css.indexOf('/*'); at >= 0; at = css.indexOf('/*', from)) {
    kept.push(css.slice(from, at));
    const end = css.indexOf('*/', at + 2);
    from = end < 0 ? css.length : end + 2;
  }
  return [...kept, css.slice(from)].join(' ');
}

/** The blocks (`@media print`) whose rules may not hold for the screen. Asked for places in their order. */
class MediaBlocks {
  readonly #sheet: string;
  #at = 0;
  #depth = 0;
  #isMet = false;

  constructor(sheet: string) {
    this.#sheet = sheet;
  }

  /** Whether more braces are open than closed since the last `@` up to the place. */
  isAround(place: number): boolean {
    for (; this.#at < place; this.#at += 1) {
      const sign = this.#sheet[this.#at];
      if (sign === '@') {
        this.#depth = 0;
        this.#isMet = true;
      } else if (sign === '{') this.#depth += 1;
      else if (sign === '}') this.#depth -= 1;
    }
    return this.#isMet && this.#depth > 0;
  }
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
