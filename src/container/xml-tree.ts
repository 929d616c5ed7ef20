import { scanXml, XmlBreach, type XmlHandler } from './xml-scanner.js';
import { decodeXml, type XmlText } from './xml-text.js';

export const NAMESPACES = {
  xml: 'http://www.w3.org/XML/1998/namespace',
  xmlns: 'http://www.w3.org/2000/xmlns/',
  xhtml: 'http://www.w3.org/1999/xhtml',
  ops: 'http://www.idpf.org/2007/ops',
  opf: 'http://www.idpf.org/2007/opf',
  dc: 'http://purl.org/dc/elements/1.1/',
  container: 'urn:oasis:names:tc:opendocument:xmlns:container',
  ncx: 'http://www.daisy.org/z3986/2005/ncx/',
  svg: 'http://www.w3.org/2000/svg',
  mathml: 'http://www.w3.org/1998/Math/MathML',
  xlink: 'http://www.w3.org/1999/xlink',
  smil: 'http://www.w3.org/ns/SMIL',
  ssml: 'http://www.w3.org/2001/10/synthesis',
} as const;

export interface XmlAttribute {
  /** As written, prefix and all. */
  readonly name: string;
  readonly local: string;
  /** Empty for attributes without a prefix. */
  readonly namespace: string;
  readonly value: string;
}

/** An element. Trees are built once, by `parseXml`; nobody changes them. */
export interface XmlElement {
  readonly document: XmlDocument;
  /** Its place in `document.elements`: parents come before their children. */
  readonly index: number;
  /** 0 for the root. */
  readonly depth: number;
  /** Without the prefix. */
  readonly name: string;
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  readonly parent: XmlElement | undefined;
  readonly children: readonly (XmlElement | string)[];
  /** Of its `<`, in UTF-16 code units. */
  readonly offset: number;
}

interface XmlFault {
  readonly message: string;
  readonly offset: number;
}

export interface XmlDocument extends XmlText {
  readonly path: string;
  /** Left out when the document holds none. */
  readonly root?: XmlElement;
  /** In document order. */
  readonly elements: readonly XmlElement[];
  /** What stands between `<!DOCTYPE` and its `>`. */
  readonly doctype?: string;
  /** The XML version that the declaration names. */
  readonly version?: string;
  /** The processing instructions, in document order. */
  readonly instructions: readonly { readonly target: string; readonly body: string }[];
  /** The first breach of XML 1.0 or of its namespaces; nothing after it was read. */
  readonly fault?: XmlFault;
}

/** How deep elements may nest, and how many there may be: a hostile document is a fault, never a stack or a heap full. */
const DEEPEST = 512;
const MOST_ELEMENTS = 2_000_000;
const MOST_ATTRIBUTES = 1_000;
const LONGEST_ENTITY = 100;

/** XML 1.0 §2.8, of what stands between `<!DOCTYPE` and `>`; the internal subset is not looked into. */
const DOCTYPE =
  /^\s+[^\s<>[\]"']+(?:\s+(?:PUBLIC\s+(?:"[^"]*"|'[^']*')\s+(?:"[^"]*"|'[^']*')|SYSTEM\s+(?:"[^"]*"|'[^']*')))?\s*(?:\[|$)/;

export interface XmlReading {
  /** Elements that are no part of the tree: what they hold is held by what holds them. Attributes as the scanner has them. */
  readonly isTransparent?: (name: string, attributes: readonly string[]) => boolean;
}

/** The tree of an XML document, read up to its first fault. Never throws. */
export function parseXml(bytes: Uint8Array, path: string, reading: XmlReading = {}): XmlDocument {
  const source = decodeXml(bytes);
  const builder = new TreeBuilder(source, path, reading);
  return builder.build();
}

type MutableElement = { -readonly [Key in keyof XmlElement]: XmlElement[Key] } & { children: (XmlElement | string)[] };
type MutableDocument = { -readonly [Key in keyof XmlDocument]: XmlDocument[Key] } & {
  elements: XmlElement[];
  instructions: { target: string; body: string }[];
};
type Scope = ReadonlyMap<string, string>;

class TreeBuilder implements XmlHandler {
  readonly #document: MutableDocument;
  readonly #scopes: Scope[] = [ROOT_SCOPE];
  #entities = new Map<string, string>();
  #knowsEveryEntity = false;
  #current: MutableElement | undefined;
  readonly #isTransparent: XmlReading['isTransparent'];
  /** How many elements are open, and at which of these counts transparent ones were opened. */
  #height = 0;
  readonly #transparent: number[] = [];

  constructor(source: XmlText, path: string, { isTransparent }: XmlReading) {
    this.#isTransparent = isTransparent;
    this.#document = { ...source, path, elements: [], instructions: [] };
  }

  build(): XmlDocument {
    try {
      return Object.assign(this.#document, scanXml(this.#document.text, this));
    } catch (error) {
      if (!(error instanceof XmlBreach)) throw error;
      return Object.assign(this.#document, { fault: { message: error.message, offset: error.offset } });
    }
  }

  doctype(doctype: string): void {
    if (!DOCTYPE.test(doctype)) throw new XmlBreach('the document type declaration is malformed', 0);
    this.#document.doctype = doctype;
    this.#entities = new Map(internalEntities(doctype));
    this.#knowsEveryEntity = /\bPUBLIC\b[^[]{0,40}XHTML/.test(doctype.slice(0, 200));
  }

  /** XHTML’s own document types define the names of HTML; which they are is not the tree’s business. */
  entity(name: string): string | undefined {
    return (
      this.#entities.get(name) ?? (this.#knowsEveryEntity && /^[A-Za-z][A-Za-z0-9]*$/.test(name) ? ' ' : undefined)
    );
  }

  instruction(target: string, body: string): void {
    this.#document.instructions.push({ target, body });
  }

  text(text: string): void {
    this.#current?.children.push(text);
  }

  openTag(name: string, attributes: readonly string[], offset: number): void {
    this.#height++;
    if (this.#current && this.#isTransparent?.(name, attributes)) {
      this.#transparent.push(this.#height);
      return;
    }
    const document = this.#document;
    const depth = this.#scopes.length - 1;
    if (depth >= DEEPEST) throw new XmlBreach(`elements nest deeper than ${DEEPEST}`, offset);
    if (document.elements.length >= MOST_ELEMENTS) throw new XmlBreach(`more than ${MOST_ELEMENTS} elements`, offset);
    if (attributes.length > 2 * MOST_ATTRIBUTES) throw new XmlBreach(`more than ${MOST_ATTRIBUTES} attributes`, offset);
    const scope = scopeOf(this.#scopes.at(-1) as Scope, attributes, offset);
    const [prefix, local] = splitName(name, offset);
    const element: MutableElement = {
      document,
      index: document.elements.length,
      depth,
      name: local,
      namespace: resolve(scope, prefix, offset),
      attributes: attributes.length === 0 ? NO_ATTRIBUTES : attributesOf(attributes, scope, offset),
      parent: this.#current,
      children: [],
      offset,
    };
    document.elements.push(element);
    document.root ??= element;
    this.#current?.children.push(element);
    this.#current = element;
    this.#scopes.push(scope);
  }

  closeTag(): void {
    if (this.#transparent.at(-1) === this.#height--) {
      this.#transparent.pop();
      return;
    }
    this.#scopes.pop();
    this.#current = this.#current?.parent as MutableElement | undefined;
  }
}

const NO_ATTRIBUTES: readonly XmlAttribute[] = [];
const ROOT_SCOPE: Scope = new Map([
  ['xml', NAMESPACES.xml],
  ['', ''],
]);

/** The prefixes that are bound inside of a tag with these attributes. Namespaces in XML 1.0 §2–3. */
function scopeOf(outer: Scope, attributes: readonly string[], offset: number): Scope {
  let scope: Map<string, string> | undefined;
  for (let index = 0; index < attributes.length; index += 2) {
    const name = attributes[index] as string;
    if (!name.startsWith('xmlns') || (name.length > 5 && name[5] !== ':')) continue;
    const prefix = name.slice(6);
    const value = attributes[index + 1] ?? '';
    const isForbidden =
      prefix === 'xmlns' || (prefix === 'xml') !== (value === NAMESPACES.xml) || value === NAMESPACES.xmlns;
    if (isForbidden || (prefix !== '' && value === '')) {
      throw new XmlBreach(`the prefix \`${prefix}\` may not be bound to \`${value}\``, offset);
    }
    scope ??= new Map(outer);
    scope.set(prefix, value);
  }
  return scope ?? outer;
}

function attributesOf(attributes: readonly string[], scope: Scope, offset: number): readonly XmlAttribute[] {
  const list: XmlAttribute[] = [];
  let hasPrefix = false;
  for (let index = 0; index < attributes.length; index += 2) {
    const name = attributes[index] as string;
    const [prefix, local] = splitName(name, offset);
    hasPrefix ||= prefix !== '' && prefix !== 'xmlns';
    list.push({
      name,
      local,
      namespace: attributeNamespace(name, prefix, scope, offset),
      value: attributes[index + 1] ?? '',
    });
  }
  if (hasPrefix && new Set(list.map(({ namespace, local }) => `${namespace} ${local}`)).size < list.length) {
    throw new XmlBreach('an attribute occurs twice under two prefixes', offset);
  }
  return list;
}

function attributeNamespace(name: string, prefix: string, scope: Scope, offset: number): string {
  if (name === 'xmlns' || prefix === 'xmlns') return NAMESPACES.xmlns;
  return prefix === '' ? '' : resolve(scope, prefix, offset);
}

function resolve(scope: Scope, prefix: string, offset: number): string {
  const namespace = scope.get(prefix);
  if (namespace === undefined) throw new XmlBreach(`the prefix \`${prefix}\` is not bound to a namespace`, offset);
  return namespace;
}

function splitName(name: string, offset: number): readonly [string, string] {
  const colon = name.indexOf(':');
  if (colon < 0) return ['', name];
  if (colon === 0 || colon === name.length - 1 || name.includes(':', colon + 1)) {
    throw new XmlBreach(`the name \`${name}\` has a colon out of place`, offset);
  }
  return [name.slice(0, colon), name.slice(colon + 1)];
}

/** The internal general entities, each cut to a length that no expansion can make a bomb of. */
function* internalEntities(doctype: string): Generator<readonly [string, string]> {
  const declaration =
    /<!ENTITY[ \t\r\n]{1,20}([A-Za-z_][\w.-]{0,100})[ \t\r\n]{1,20}(?:"([^"]{0,2000})"|'([^']{0,2000})')/g;
  for (const [, name, double, single] of doctype.slice(0, 100_000).matchAll(declaration)) {
    if (name !== undefined) yield [name, (double ?? single ?? '').slice(0, LONGEST_ENTITY)];
  }
}
