import { type Sequence, sequence } from './sequence.js';

/**
 * What may stand in what. HTML #elements-3, as EPUB 3.3 takes it over (#sec-xhtml).
 *
 * A content model is a category (`flow`, `phrasing`: text and elements of that category), `transparent` (that of the
 * parent), `text`, `empty`, `any`, or an order of children in which `FLOW`, `PHRASING` and `INNER` (that of the parent)
 * stand for any element of the category; text is allowed where one of these is.
 */
export type HtmlContent = 'flow' | 'phrasing' | 'transparent' | 'text' | 'empty' | 'any' | Sequence;

const words = (line: string): readonly string[] => line.split(/\s+/).filter((word) => word !== '');

/** Elements that may stand among the words of a sentence. HTML #phrasing-content-2. */
export const PHRASING: ReadonlySet<string> = new Set(
  words(`a abbr area audio b bdi bdo br button canvas cite code data datalist del dfn em embed i iframe img input ins kbd
    label link map mark meta meter object output picture progress q ruby s samp script select slot small span strong
    sub sup template textarea time u var video wbr`),
);

/** Elements that may stand among blocks. HTML #flow-content-2. */
export const FLOW: ReadonlySet<string> = new Set([
  ...PHRASING,
  ...words(`address article aside blockquote details dialog div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header
    hgroup hr main menu nav ol p pre search section table ul`),
]);

/** Elements that may stand in the head. */
export const METADATA: ReadonlySet<string> = new Set(words('base link meta script style template title'));

const FLOW_CONTENT =
  words(`address article aside blockquote body caption dd dialog div dt figcaption footer form header li
  main nav search section td th`);
const PHRASING_CONTENT = words(`abbr b bdi bdo button cite code data dfn em h1 h2 h3 h4 h5 h6 i kbd label mark meter
  output p pre progress q rb rt s samp small span strong sub sup time u var`);
const EMPTY = words('area base br col embed hr iframe img input link meta param source track wbr');

export const HTML_CONTENT: ReadonlyMap<string, HtmlContent> = new Map<string, HtmlContent>([
  ...FLOW_CONTENT.map((name) => [name, 'flow'] as const),
  ...PHRASING_CONTENT.map((name) => [name, 'phrasing'] as const),
  ...EMPTY.map((name) => [name, 'empty'] as const),
  ...words('a ins del map canvas slot').map((name) => [name, 'transparent'] as const),
  ...words('title textarea option rp').map((name) => [name, 'text'] as const),
  ...words('script style template noscript').map((name) => [name, 'any'] as const),
  ['html', sequence('head body')],
  ['ul', sequence('li*')],
  ['ol', sequence('li*')],
  ['menu', sequence('li*')],
  ['dl', sequence('(dt+ dd+)* | div+')],
  ['figure', sequence('figcaption FLOW* | FLOW* figcaption?')],
  ['hgroup', sequence('p* (h1 | h2 | h3 | h4 | h5 | h6) p*')],
  ['details', sequence('summary FLOW*')],
  ['summary', sequence('(PHRASING | h1 | h2 | h3 | h4 | h5 | h6 | hgroup)*')],
  ['fieldset', sequence('legend? FLOW*')],
  ['legend', sequence('(PHRASING | h1 | h2 | h3 | h4 | h5 | h6 | hgroup)*')],
  ['table', sequence('caption? colgroup* thead? (tbody* | tr+) tfoot?')],
  ['colgroup', sequence('col*')],
  ['thead', sequence('tr*')],
  ['tbody', sequence('tr*')],
  ['tfoot', sequence('tr*')],
  ['tr', sequence('(td | th)*')],
  ['ruby', sequence('((PHRASING | rb)* ((rt | rtc)+ | rp ((rt | rtc) rp)+))+')],
  ['rtc', sequence('(PHRASING | rt | rp)*')],
  ['picture', sequence('source* img')],
  ['audio', sequence('source* track* INNER*')],
  ['video', sequence('source* track* INNER*')],
  ['object', sequence('param* INNER*')],
  ['select', sequence('(option | optgroup)*')],
  ['optgroup', sequence('option*')],
  ['datalist', sequence('(PHRASING | option)*')],
]);

/** The children of a `div` that groups names and values in a `dl`. */
export const DL_GROUP: Sequence = sequence('dt+ dd+');

/** Elements that HTML once had: what to write instead. HTML #non-conforming-features. */
export const OBSOLETE: Readonly<Record<string, string>> = {
  acronym: 'abbr',
  applet: 'object',
  basefont: 'a style sheet',
  bgsound: 'audio',
  big: 'a style sheet',
  blink: 'a style sheet',
  center: 'a style sheet',
  dir: 'ul',
  font: 'a style sheet',
  frame: 'separate documents',
  frameset: 'separate documents',
  marquee: 'a style sheet',
  nobr: 'a style sheet',
  strike: 's or del',
  tt: 'code, kbd or samp',
  xmp: 'pre',
};

/** No element of the second kind may stand anywhere inside one of the first. */
export const EXCLUSIONS: Readonly<Record<string, ReadonlySet<string>>> = {
  address: new Set(['address', 'header', 'footer']),
  audio: new Set(['audio', 'video']),
  caption: new Set(['table']),
  dfn: new Set(['dfn']),
  footer: new Set(['footer', 'header']),
  form: new Set(['form']),
  header: new Set(['header', 'footer']),
  label: new Set(['label']),
  meter: new Set(['meter']),
  progress: new Set(['progress']),
  video: new Set(['audio', 'video']),
};

/** The elements that react to a touch: none of them inside `a` or `button`. HTML #interactive-content-2. */
export const INTERACTIVE: ReadonlySet<string> = new Set(
  words('a button details embed iframe label menu select textarea'),
);
