import {
  ASCII_NAME,
  DECLARATION,
  FORBIDDEN,
  NAME,
  PLAIN_ENTITIES,
  SPACE,
  SUSPECT,
  TAG_END,
  VALUE,
} from './xml-grammar.js';

/** What the scanner meets, in document order. */
export interface XmlHandler {
  /** Attributes as `name, value, name, value …`, values normalised. `offset` is that of the `<`. */
  openTag(name: string, attributes: readonly string[], offset: number): void;
  closeTag(): void;
  /** Text or CDATA inside of the root, its references resolved and its line ends normalised. */
  text(text: string): void;
  doctype(doctype: string): void;
  instruction(target: string, body: string): void;
  /** The value of a general entity that XML itself does not define. */
  entity(name: string): string | undefined;
}

/** A breach of XML 1.0. */
export class XmlBreach extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/**
 * Reads a well-formed document and tells the handler what is in it; throws an `XmlBreach` at its first fault.
 * Strict, without recovery: XML 1.0 §2–4, without validation and without external entities. It reads with the engine’s own
 * searches, which is why a novel takes milliseconds.
 */
export function scanXml(text: string, handler: XmlHandler): { readonly version?: string } {
  const forbidden = SUSPECT.test(text) ? text.search(FORBIDDEN) : -1;
  const scanner = new XmlScanner(text, handler, forbidden < 0 ? text.length : forbidden);
  return scanner.scan();
}

const NO_ATTRIBUTES: readonly string[] = [];

class XmlScanner {
  readonly #text: string;
  readonly #handler: XmlHandler;
  /** Where the first forbidden character stands. */
  readonly #limit: number;
  readonly #open: string[] = [];
  #at = 0;
  #hasRoot = false;
  #hasDoctype = false;

  constructor(text: string, handler: XmlHandler, limit: number) {
    this.#text = text;
    this.#handler = handler;
    this.#limit = limit;
  }

  scan(): { readonly version?: string } {
    const version = this.#readDeclaration();
    for (;;) {
      const next = this.#text.indexOf('<', this.#at);
      this.#readText(next < 0 ? this.#text.length : next);
      if (next < 0) break;
      this.#readMarkup();
      if (this.#at > this.#limit) this.#fail('a character that XML forbids', this.#limit);
    }
    if (this.#open.length > 0) this.#fail(`\`${this.#open.at(-1)}\` is not closed`, this.#text.length);
    if (!this.#hasRoot) this.#fail('the document holds no element', this.#text.length);
    return version === undefined ? {} : { version };
  }

  #readDeclaration(): string | undefined {
    if (!/^<\?xml[ \t\r\n?]/.test(this.#text)) return undefined;
    const declaration = DECLARATION.exec(this.#text);
    if (declaration === null) this.#fail('the XML declaration is malformed', 0);
    this.#at = declaration[0].length;
    return declaration[1] ?? declaration[2];
  }

  #readText(end: number): void {
    if (end === this.#at) return;
    if (end > this.#limit) this.#fail('a character that XML forbids', this.#limit);
    const raw = this.#text.slice(this.#at, end);
    if (this.#open.length === 0) {
      const stray = raw.search(/[^ \t\r\n]/);
      if (stray >= 0) this.#fail('text stands outside of the root element', this.#at + stray);
    } else {
      const section = raw.indexOf(']]>');
      if (section >= 0) this.#fail('`]]>` stands in text', this.#at + section);
      this.#handler.text(this.#resolve(normalizeLines(raw), this.#at));
    }
    this.#at = end;
  }

  #readMarkup(): void {
    const next = this.#text.charCodeAt(this.#at + 1);
    if (next === 0x2f) this.#readEndTag();
    else if (next === 0x21) this.#readDeclared();
    else if (next === 0x3f) this.#readInstruction();
    else this.#readStartTag();
  }

  #readStartTag(): void {
    const start = this.#at++;
    const name = this.#readName('`<` does not open a tag');
    if (this.#open.length === 0 && this.#hasRoot) this.#fail('more than one root element', start);
    if (this.#text[this.#at] === '>') {
      this.#openPlain(name, start);
      return;
    }
    const attributes: string[] = [];
    let end = this.#match(TAG_END);
    while (end === null) {
      this.#readAttribute(name, attributes);
      end = this.#match(TAG_END);
    }
    const repeated = attributes.length > 2 ? repeatedName(attributes) : undefined;
    if (repeated !== undefined) this.#fail(`the attribute \`${repeated}\` occurs twice`, start);
    this.#hasRoot = true;
    this.#handler.openTag(name, attributes, start);
    if (end[1] === '/') this.#handler.closeTag();
    else this.#open.push(name);
  }

  /** A tag without attributes and spaces, as most are. */
  #openPlain(name: string, start: number): void {
    this.#at += 1;
    this.#hasRoot = true;
    this.#handler.openTag(name, NO_ATTRIBUTES, start);
    this.#open.push(name);
  }

  #readAttribute(tag: string, attributes: string[]): void {
    const before = this.#at;
    this.#match(SPACE);
    const hasSpace = this.#at > before;
    const name = this.#readName(`the tag of \`${tag}\` is malformed`);
    if (!hasSpace) this.#fail(`white space is missing before the attribute \`${name}\``, this.#at);
    const start = this.#at;
    const value = this.#match(VALUE);
    if (value === null) this.#fail(`the attribute \`${name}\` has no value in quotes, or one with \`<\``, start);
    const raw = value[1] ?? value[2] ?? '';
    attributes.push(name, this.#resolve(/[\t\r\n]/.test(raw) ? raw.replace(/\r\n|[\t\r\n]/g, ' ') : raw, start));
  }

  #readEndTag(): void {
    const start = this.#at;
    const open = this.#open.pop();
    if (open !== undefined && this.#text.startsWith(`${open}>`, start + 2)) {
      this.#at += open.length + 3;
      this.#handler.closeTag();
      return;
    }
    this.#at += 2;
    const name = this.#readName('an end tag has no name');
    if (open !== name) {
      const expected = open === undefined ? 'no element is open' : `\`${open}\` is open`;
      this.#fail(`\`</${name}>\` closes nothing: ${expected}`, start);
    }
    this.#match(SPACE);
    if (this.#text[this.#at] !== '>') this.#fail(`the end tag of \`${name}\` is malformed`, this.#at);
    this.#at++;
    this.#handler.closeTag();
  }

  #readDeclared(): void {
    const start = this.#at;
    if (this.#text.startsWith('<!--', start)) {
      const end = this.#find('--', start + 4, 'a comment');
      if (this.#text[end + 2] !== '>') this.#fail('`--` stands inside of a comment', end);
      this.#at = end + 3;
    } else if (this.#text.startsWith('<![CDATA[', start) && this.#open.length > 0) {
      const end = this.#find(']]>', start + 9, 'a CDATA section');
      this.#handler.text(normalizeLines(this.#text.slice(start + 9, end)));
      this.#at = end + 3;
    } else if (this.#text.startsWith('<!DOCTYPE', start) && !this.#hasRoot && !this.#hasDoctype) {
      this.#hasDoctype = true;
      const end = this.#doctypeEnd(start + 9);
      this.#handler.doctype(this.#text.slice(start + 9, end));
      this.#at = end + 1;
    } else this.#fail('`<!` opens nothing that may stand here', start);
  }

  /** The `>` that ends the document type declaration: not one in quotes, in a comment or in the internal subset. */
  #doctypeEnd(from: number): number {
    const token = /["'[\]>]|<!--|<\?/g;
    let isInside = false;
    token.lastIndex = from;
    for (let found = token.exec(this.#text); found; found = token.exec(this.#text)) {
      const [sign] = found;
      if (sign === '>' && !isInside) return found.index;
      if (sign === '[') isInside = true;
      else if (sign === ']') isInside = false;
      else if (sign !== '>') {
        const close = sign === '<!--' ? '-->' : sign === '<?' ? '?>' : sign;
        token.lastIndex = this.#find(close, token.lastIndex, 'the document type declaration') + close.length;
      }
    }
    return this.#fail('the document type declaration is not closed', from);
  }

  #readInstruction(): void {
    const start = this.#at;
    this.#at += 2;
    const target = this.#readName('a processing instruction has no target');
    if (target.toLowerCase() === 'xml')
      this.#fail('an XML declaration stands elsewhere than at the very beginning', start);
    const end = this.#find('?>', this.#at, 'a processing instruction');
    const body = this.#text.slice(this.#at, end);
    if (body !== '' && !/^[ \t\r\n]/.test(body)) this.#fail('a processing instruction is malformed', start);
    this.#handler.instruction(target, body.trimStart());
    this.#at = end + 2;
  }

  #readName(complaint: string): string {
    const start = this.#at;
    ASCII_NAME.lastIndex = start;
    if (ASCII_NAME.test(this.#text)) this.#at = ASCII_NAME.lastIndex;
    const plain = this.#text.slice(start, this.#at);
    const isWhole = plain !== '' && !(this.#text.charCodeAt(this.#at) > 127);
    if (isWhole) return plain;
    this.#at -= plain.length;
    const name = this.#match(NAME)?.[0];
    return name ?? this.#fail(complaint, this.#at);
  }

  /** The text with its references resolved. */
  #resolve(raw: string, offset: number): string {
    if (!raw.includes('&')) return raw;
    return raw.replace(/&(?:([^&;\s<]{0,200});)?/g, (whole, name: string | undefined, at: number) => {
      const value = name === undefined ? undefined : this.#reference(name);
      if (value !== undefined) return value;
      const mend = /^&[A-Za-z]\w*;$/.test(whole) ? 'write the character itself, or its number' : 'write `&amp;`';
      this.#fail(`\`${whole}\` is no reference that XML knows; ${mend}`, offset + at);
    });
  }

  #reference(name: string): string | undefined {
    if (Object.hasOwn(PLAIN_ENTITIES, name)) return PLAIN_ENTITIES[name];
    const number = /^#(?:([0-9]{1,9})|x([0-9A-Fa-f]{1,8}))$/.exec(name);
    if (number === null) return name.startsWith('#') ? undefined : this.#handler.entity(name);
    const code = number[1] === undefined ? Number.parseInt(number[2] ?? '', 16) : Number(number[1]);
    if (code > 0x10ffff) return undefined;
    const character = String.fromCodePoint(code);
    return FORBIDDEN.test(character) ? undefined : character;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found !== null) this.#at += found[0].length;
    return found;
  }

  #find(sign: string, from: number, what: string): number {
    const at = this.#text.indexOf(sign, from);
    return at < 0 ? this.#fail(`${what} is not closed`, this.#at) : at;
  }

  #fail(message: string, offset: number): never {
    throw offset > this.#limit
      ? new XmlBreach('a character that XML forbids', this.#limit)
      : new XmlBreach(message, offset);
  }
}

function normalizeLines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** The first name that occurs twice in `name, value, name, value …`. */
function repeatedName(attributes: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (let index = 0; index < attributes.length; index += 2) {
    const name = attributes[index] as string;
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return undefined;
}
