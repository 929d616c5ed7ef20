import { decodeXml } from '../../container/xml-text.js';
import { decode } from '../../text/encoding.js';

/** HTML's elements that never hold anything: only these may close themselves in the eyes of an HTML parser. */
const VOID: ReadonlySet<string> = new Set([
  ...['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr'],
]);

/** Longer tags are no tags. */
const LONGEST_TAG = 4000;

/** The text of a content document. EPUB 3.3 #sec-xml-constraints says UTF-8 or UTF-16; old books say otherwise. */
export function decodeContent(bytes: Uint8Array): string {
  const { text, encoding, declaredEncoding } = decodeXml(bytes);
  if (encoding !== 'other') return text;
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  const declared = declaredEncoding ?? /<meta\s[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})/i.exec(head)?.[1];
  const isUtf8 = declared === undefined || /^utf-?8$/i.test(declared);
  return decode(bytes, isUtf8 ? undefined : declared)?.text ?? text;
}

/**
 * XHTML as an HTML parser understands it: empty elements closed by a tag of their own, CDATA as text, no processing
 * instructions. Lines stay where they are. Well-formed or not, every text comes through.
 */
export function htmlOfXhtml(xhtml: string): string {
  const text = xhtml
    .replace(/\r\n?/g, '\n')
    .replace(/<\?[^>]{0,1000}\?>/g, '')
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, data: string) => data.replaceAll('&', '&amp;').replaceAll('<', '&lt;'))
    .replace(/(<[bh]r\b[^<>]{0,200}>)\s{0,5}<\/[bh]r\s{0,5}>/gi, '$1');
  return closeEmptyElements(withoutPrefix(text));
}

/** `<html:p>`: a document that gives HTML's namespace a prefix. */
function withoutPrefix(text: string): string {
  const prefix = /<([A-Za-z][\w-]{0,20}):html[\s>]/.exec(text.slice(0, 2000))?.[1];
  return prefix === undefined ? text : text.replaceAll(`<${prefix}:`, '<').replaceAll(`</${prefix}:`, '</');
}

function closeEmptyElements(text: string): string {
  const kept: string[] = [];
  let from = 0;
  for (let at = text.indexOf('/>'); at >= 0; at = text.indexOf('/>', at + 2)) {
    const earliest = Math.max(from, at - LONGEST_TAG);
    const open = text.slice(earliest, at).lastIndexOf('<');
    const name = open < 0 ? undefined : /^<([A-Za-z][\w:.-]{0,40})/.exec(text.slice(earliest + open, at))?.[1];
    if (name === undefined || VOID.has(name.toLowerCase())) continue;
    kept.push(text.slice(from, at), `></${name}>`);
    from = at + 2;
  }
  return kept.length === 0 ? text : kept.join('') + text.slice(from);
}
