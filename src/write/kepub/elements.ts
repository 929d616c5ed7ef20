/** What KEPUB makes of the elements of HTML. */

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** Elements that open a paragraph: the next text in them counts anew. */
export const PARAGRAPHS = set('p ol ul table h1 h2 h3 h4 h5 h6');

/** Elements whose text is not counted: KEPUB’s own list, then those that may hold no span. */
export const UNCOUNTED = set('script style pre audio video svg math textarea select datalist iframe template rp');

/** Of those, whose text is none of the story’s. */
export const CODE = set('script style');

const FOREIGN = set('svg math');

/** Elements that have no end tag. */
export const VOID = set(
  'area base basefont br col command embed frame hr img input keygen link meta param source track wbr',
);

/** An image, alone or with its alternatives: a span goes around the whole. */
export const IMAGES = set('img picture');

/** True of what gets one span around it, and none inside: images, and a `time` that may hold text alone. */
export const isCountedWhole = (name: string, tag: string): boolean =>
  IMAGES.has(name) || (name === 'time' && attributeIn(tag, 'datetime') === undefined);

/** What Office leaves behind in HTML. */
export const OFFICE = /^(?:o:p|st1:[\w-]+)$/i;

const XHTML = 'http://www.w3.org/1999/xhtml';

/** The attribute’s value as written, from a start tag. */
export function attributeIn(tag: string, name: string): string | undefined {
  if (!tag.includes(name)) return undefined;
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(tag);
  return found?.[1] ?? found?.[2];
}

/** True of an element whose content is in another namespace than HTML’s. */
export function isForeign(name: string, tag: string): boolean {
  if (FOREIGN.has(name.slice(name.indexOf(':') + 1))) return true;
  const namespace = attributeIn(tag, 'xmlns');
  return namespace !== undefined && namespace !== XHTML;
}

/** The language that the element is in, if it says so. */
export const languageIn = (tag: string): string | undefined =>
  tag.includes('lang') ? (attributeIn(tag, 'lang') ?? attributeIn(tag, 'xml:lang')) : undefined;
