import type { XMLBuilderCBOptions } from 'xmlbuilder2/lib/interfaces.js';
import { XMLCBWriter } from 'xmlbuilder2/lib/writers/XMLCBWriter.js';

/** An element, or text: a string is always text, never markup. */
export type XmlNode = XmlElement | string;

export interface XmlElement {
  readonly name: string;
  readonly attributes: XmlAttributes;
  readonly children: readonly XmlNode[];
}

/** Attributes in the order written; those without a value are left out. */
export type XmlAttributes = Readonly<Record<string, string | undefined>>;

/** `element('p', { class: 'first' }, ['It rained.'])`. The only place where markup is made is this module. */
export function element(name: string, attributes: XmlAttributes = {}, children: readonly XmlNode[] = []): XmlElement {
  return { name, attributes, children };
}

/** An XML document, indented for people: the package document, the NCX, the container's own files. */
export function xmlDocument(root: XmlElement): string {
  const writer = new MarkupWriter({ indent: '  ', isHtml: false });
  return writer.document(root);
}

/**
 * A content document in the XML syntax of HTML. Each block stands on a line of its own; no whitespace is added
 * where a reader could see it. EPUB 3.3 #sec-xhtml.
 */
export function xhtmlDocument(root: XmlElement): string {
  const writer = new MarkupWriter({ indent: '', isHtml: true });
  return writer.document(root);
}

/** Elements that are written `<br/>`; every other element of HTML needs its end tag, empty or not. */
const VOID = new Set(['br', 'col', 'hr', 'img', 'link', 'meta', 'wbr']);

/** Elements whose children stand in a line of text, where a line break would be a space. */
const TEXT_HOLDERS: ReadonlySet<string> = new Set(
  'p h1 h2 h3 h4 h5 h6 td th dt dd figcaption caption pre title a b bdi cite code em i rp rt ruby s small span strong sub sup time'.split(
    ' ',
  ),
);

interface MarkupStyle {
  /** What a level of nesting is indented by. */
  readonly indent: string;
  readonly isHtml: boolean;
}

/**
 * Walks a tree through xmlbuilder2's streaming writer. The writer is taken by itself: the whole library loads a DOM
 * and a YAML parser first, which takes longer than binding a short story.
 */
class MarkupWriter {
  readonly #lines: XMLCBWriter;
  readonly #run = tagWriter({ prettyPrint: false });
  readonly #isHtml: boolean;
  readonly #parts: string[] = [];

  constructor({ indent, isHtml }: MarkupStyle) {
    this.#lines = tagWriter({ prettyPrint: true, indent });
    this.#isHtml = isHtml;
  }

  document(root: XmlElement): string {
    this.#parts.push(this.#lines.declaration('1.0', 'utf-8'));
    this.#lines.hasData = true;
    if (this.#isHtml) this.#parts.push(this.#lines.docType('html', '', ''));
    this.#element(root, this.#lines);
    return `${this.#parts.join('')}\n`;
  }

  #element({ name, attributes, children }: XmlElement, writer: XMLCBWriter): void {
    this.#parts.push(writer.openTagBegin(name));
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== undefined) this.#parts.push(writer.attribute(key, escapeAttribute(value)));
    }
    const isEmpty = children.length === 0 && (!this.#isHtml || VOID.has(name));
    this.#parts.push(writer.openTagEnd(name, isEmpty, false));
    if (isEmpty) return;
    const inner = writer === this.#lines && this.#standInLines(name, children) ? this.#lines : this.#run;
    writer.level++;
    for (const child of children) {
      if (typeof child === 'string') this.#parts.push(inner.text(escapeText(child)));
      else this.#element(child, inner);
    }
    writer.level--;
    this.#parts.push(writer.closeTag(name, inner === this.#run));
  }

  #standInLines(name: string, children: readonly XmlNode[]): boolean {
    if (children.length === 0 || (this.#isHtml && TEXT_HOLDERS.has(name))) return false;
    return !children.some((child) => typeof child === 'string');
  }
}

/** The writer looks at no other option; it takes no defaults of its own. */
function tagWriter(options: Partial<XMLBuilderCBOptions>): XMLCBWriter {
  return new XMLCBWriter({ newline: '\n', offset: 0, width: 0, ...options } as XMLBuilderCBOptions);
}

/**
 * What XML 1.0 #charsets forbids or discourages: control characters, halves of a pair that stand alone, U+FFFE, U+FFFF.
 * Written out, for Unicode's classes are costly to compile.
 */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** Never less than that, and quicker: the halves of a good pair need care too. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const NEEDS_CARE = /[&<>"\0-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]/;

function escapeText(value: string): string {
  return NEEDS_CARE.test(value) ? escaped(value) : value;
}

function escapeAttribute(value: string): string {
  if (!NEEDS_CARE.test(value)) return value;
  return escaped(value).replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;');
}

const escaped = (value: string): string =>
  value
    .replace(FORBIDDEN, '')
    .replace(/\r\n?/g, '\n')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
