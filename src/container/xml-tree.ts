import { SaxesParser } from 'saxes';
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

export interface XmlFault {
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
  /** Processing instructions: their targets. */
  readonly instructions: readonly { readonly target: string; readonly body: string }[];
  /** The first breach of XML 1.0 or of its namespaces; nothing after it was read. */
  readonly fault?: XmlFault;
}

/** How deep elements may nest, and how many there may be: a hostile document is a fault, never a stack or a heap full. */
const DEEPEST = 512;
const MOST_ELEMENTS = 2_000_000;
const LONGEST_ENTITY = 100;

/** XML 1.0 §2.8, of what stands between `<!DOCTYPE` and `>`; the internal subset is not looked into. */
const DOCTYPE =
  /^\s+[^\s<>[\]"']+(?:\s+(?:PUBLIC\s+(?:"[^"]*"|'[^']*')\s+(?:"[^"]*"|'[^']*')|SYSTEM\s+(?:"[^"]*"|'[^']*')))?\s*(?:\[|$)/;

/** The tree of an XML document, read up to its first fault. Never throws. */
export function parseXml(bytes: Uint8Array, path: string): XmlDocument {
  const source = decodeXml(bytes);
  const builder = new TreeBuilder(source, path);
  return builder.build();
}

type MutableElement = { -readonly [Key in keyof XmlElement]: XmlElement[Key] } & { children: (XmlElement | string)[] };
type MutableDocument = { -readonly [Key in keyof XmlDocument]: XmlDocument[Key] } & {
  elements: XmlElement[];
  instructions: { target: string; body: string }[];
};
type Scope = Readonly<Record<string, string>>;

/** Thrown out of the parser's handlers to stop it. */
class Stop extends Error {}

class TreeBuilder {
  readonly #parser = new SaxesParser({ xmlns: false });
  readonly #document: MutableDocument;
  #current: MutableElement | undefined;
  #offset = 0;
  readonly #scopes: Scope[] = [{ __proto__: null, xml: NAMESPACES.xml, '': '' } as unknown as Scope];

  constructor(source: XmlText, path: string) {
    this.#document = { ...source, path, elements: [], instructions: [] };
  }

  build(): XmlDocument {
    const parser = this.#parser;
    parser.on('error', ({ message }) => this.#stop(message.replace(/^\d+:\d+: /, ''), parser.position));
    parser.on('xmldecl', ({ version }) => {
      if (version !== undefined) this.#document.version = version;
    });
    parser.on('doctype', (doctype) => this.#takeDoctype(doctype));
    parser.on('processinginstruction', (one) => this.#document.instructions.push(one));
    parser.on('opentagstart', ({ name }) => {
      this.#offset = parser.position - name.length - 2;
    });
    parser.on('opentag', ({ name, attributes }) => this.#open(name, attributes as Record<string, string>));
    parser.on('closetag', () => this.#close());
    parser.on('text', (text) => this.#current?.children.push(text));
    parser.on('cdata', (text) => this.#current?.children.push(text));
    try {
      parser.write(this.#document.text).close();
    } catch (error) {
      if (!(error instanceof Stop)) this.#document.fault ??= { message: String(error), offset: parser.position };
    }
    return this.#document;
  }

  #stop(message: string, offset: number): never {
    this.#document.fault ??= { message, offset: Math.max(0, Math.min(offset, this.#document.text.length) - 1) };
    throw new Stop();
  }

  #takeDoctype(doctype: string): void {
    if (!DOCTYPE.test(doctype)) this.#stop('the document type declaration is malformed', this.#parser.position);
    this.#document.doctype = doctype;
    for (const [name, value] of internalEntities(doctype)) this.#parser.ENTITIES[name] = value;
    if (/\bPUBLIC\b[^[]{0,40}XHTML/.test(doctype.slice(0, 200))) {
      this.#parser.ENTITIES = new Proxy(this.#parser.ENTITIES, {
        get: (known, name) => known[name as string] ?? ' ',
      });
    }
  }

  #open(name: string, attributes: Record<string, string>): void {
    const document = this.#document;
    const depth = this.#scopes.length - 1;
    if (depth >= DEEPEST) this.#stop(`elements nest deeper than ${DEEPEST}`, this.#offset);
    if (document.elements.length >= MOST_ELEMENTS) this.#stop(`more than ${MOST_ELEMENTS} elements`, this.#offset);
    if (depth === 0 && document.root !== undefined) this.#stop('more than one root element', this.#offset);
    const scope = this.#scopeOf(attributes);
    const [prefix, local] = splitName(name);
    const element: MutableElement = {
      document,
      index: document.elements.length,
      depth,
      name: local,
      namespace: this.#resolve(scope, prefix),
      attributes: this.#attributesOf(attributes, scope),
      parent: this.#current,
      children: [],
      offset: this.#offset,
    };
    document.elements.push(element);
    document.root ??= element;
    this.#current?.children.push(element);
    this.#current = element;
    this.#scopes.push(scope);
  }

  #close(): void {
    this.#scopes.pop();
    this.#current = this.#current?.parent as MutableElement | undefined;
  }

  #scopeOf(attributes: Record<string, string>): Scope {
    const outer = this.#scopes.at(-1) as Scope;
    let scope: Record<string, string> | undefined;
    for (const name in attributes) {
      if (!name.startsWith('xmlns') || (name.length > 5 && name[5] !== ':')) continue;
      const prefix = name.slice(6);
      const value = attributes[name] ?? '';
      if (prefix !== '' && value === '') this.#stop(`the prefix ${prefix} is bound to nothing`, this.#offset);
      scope ??= Object.assign(Object.create(null), outer) as Record<string, string>;
      scope[prefix] = value;
    }
    return scope ?? outer;
  }

  #attributesOf(attributes: Record<string, string>, scope: Scope): readonly XmlAttribute[] {
    const list: XmlAttribute[] = [];
    let hasPrefix = false;
    for (const name in attributes) {
      const [prefix, local] = splitName(name);
      hasPrefix ||= prefix !== '' && prefix !== 'xmlns';
      const namespace = this.#attributeNamespace(name, prefix, scope);
      list.push({ name, local, namespace, value: attributes[name] ?? '' });
    }
    if (hasPrefix && new Set(list.map(({ namespace, local }) => `${namespace} ${local}`)).size < list.length) {
      this.#stop('an attribute occurs twice under two prefixes', this.#offset);
    }
    return list;
  }

  #attributeNamespace(name: string, prefix: string, scope: Scope): string {
    if (name === 'xmlns' || prefix === 'xmlns') return NAMESPACES.xmlns;
    return prefix === '' ? '' : this.#resolve(scope, prefix);
  }

  #resolve(scope: Scope, prefix: string): string {
    const namespace = scope[prefix];
    if (namespace === undefined) this.#stop(`the prefix ${prefix} is not bound to a namespace`, this.#offset);
    return namespace ?? '';
  }
}

function splitName(name: string): readonly [string, string] {
  const colon = name.indexOf(':');
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}

/** The internal general entities, each cut to a length that no expansion can make a bomb of. */
function* internalEntities(doctype: string): Generator<readonly [string, string]> {
  const declaration =
    /<!ENTITY[ \t\r\n]{1,20}([A-Za-z_][\w.-]{0,100})[ \t\r\n]{1,20}(?:"([^"]{0,2000})"|'([^']{0,2000})')/g;
  for (const [, name, double, single] of doctype.slice(0, 100_000).matchAll(declaration)) {
    if (name !== undefined) yield [name, (double ?? single ?? '').slice(0, LONGEST_ENTITY)];
  }
}
