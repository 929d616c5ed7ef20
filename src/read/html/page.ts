import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { attribute } from '../hast/attributes.js';
import { flattenDeep, TagLimiter } from '../hast/nesting.js';
import type { Source } from '../reader.js';
import type { HtmlPage } from './dialect.js';
import { selectElements } from './select.js';

export interface ParsedPage {
  readonly page: HtmlPage;
  /** True when markup that nests deeper than any story needs was flattened to its text. */
  readonly wasFlattened: boolean;
}

/** The page that the HTML makes, as a browser would parse it, with the places of its elements. */
export function parsePage(html: string, source: Source): ParsedPage {
  const limiter = new TagLimiter();
  const root = fromHtml(limiter.limit(html), { fragment: false });
  const wasFlattened = flattenDeep(root) || limiter.wasExceeded;
  return { page: pageOf(root, source), wasFlattened };
}

/** The tree as a page that dialects look into. */
export function pageOf(root: Root, source: Source): HtmlPage {
  const find: HtmlPage['find'] = (selector, within) => selectElements(selector, within ?? root, 1)[0];
  const findAll: HtmlPage['findAll'] = (selector, within) => selectElements(selector, within ?? root);
  let metas: readonly Element[] | undefined;
  return {
    root,
    source,
    find,
    findAll,
    meta: (name) => {
      metas ??= findAll('meta');
      const found = metas.find((meta) => namesOf(meta).includes(name.toLowerCase()));
      return found && (attribute(found, 'content').trim() || undefined);
    },
  };
}

const namesOf = (meta: Element): readonly string[] =>
  ['name', 'property', 'itemProp'].map((key) => attribute(meta, key).toLowerCase());

/** How far a page's declaration of its encoding may stand from its start. HTML #determining-the-character-encoding. */
const PRESCAN = 2048;

/** The encoding that the page says it is in: `<meta charset>`, `http-equiv`, or an XML declaration. */
export function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, PRESCAN));
  const declared =
    /<meta\s[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})/i.exec(head) ??
    /^\s*<\?xml\s[^>]{0,100}encoding\s*=\s*["']([\w.:-]{2,40})["']/i.exec(head);
  return declared?.[1];
}
