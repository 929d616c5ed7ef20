import { childElements, hasText } from '../../container/xml-query.js';
import { NAMESPACES, type XmlElement } from '../../container/xml-tree.js';
import { xhtmlDocuments } from '../content.js';
import type { Findings } from '../findings.js';
import type { Rule } from '../rule.js';
import {
  DL_GROUP,
  FLOW,
  HTML_CONTENT,
  type HtmlContent,
  METADATA,
  OBSOLETE,
  PHRASING,
} from '../schema/html-elements.js';
import type { Sequence } from '../schema/sequence.js';

/** Every element stands where HTML allows it, and holds what HTML lets it hold. */
export const contentStructure: Rule = {
  name: 'content-structure',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-xhtml, HTML #elements-3',
  check(book, findings) {
    for (const { document } of xhtmlDocuments(book)) {
      const kinds: Kind[] = [];
      for (const element of document.elements) kinds.push(checkElement(element, kinds, findings));
    }
  },
};

/** What an element's place makes of its content. `skip`: another rule's business. */
type Kind = 'flow' | 'phrasing' | 'text' | 'empty' | 'any' | 'metadata' | 'order' | 'skip';

function checkElement(element: XmlElement, kinds: readonly Kind[], findings: Findings): Kind {
  const { parent } = element;
  const around = parent ? (kinds[parent.index] as Kind) : 'order';
  if (element.namespace !== NAMESPACES.xhtml) return checkForeign(element, around, findings);
  const content = HTML_CONTENT.get(element.name);
  if (parent === undefined) return checkRoot(element, findings);
  if (element.name === 'head' && parent.name === 'html') return checkHead(element, findings);
  if (content === undefined) return checkUnknown(element, around, findings);
  if (element.name !== 'body' || parent.name !== 'foreignObject') checkPlace(element, parent, around, findings);
  return checkContent(element, content, innerKind(parent, around), findings);
}

function checkRoot(element: XmlElement, findings: Findings): Kind {
  if (element.name !== 'html') {
    findings.add('content-structure', `The document opens with \`${element.name}\`; it must be \`html\`.`, element);
    return 'skip';
  }
  return checkContent(element, HTML_CONTENT.get('html') as Sequence, 'flow', findings);
}

function checkHead(head: XmlElement, findings: Findings): Kind {
  for (const name of ['title', 'base']) {
    const second = childElements(head).filter((child) => child.name === name)[1];
    if (second) findings.add('content-structure', `The head holds \`${name}\` more than once. Keep one.`, second);
  }
  if (hasText(head)) findings.add('content-text', 'Text stands in `head`; it belongs in `body`.', head);
  return 'metadata';
}

function checkUnknown(element: XmlElement, around: Kind, findings: Findings): Kind {
  if (around === 'any' || around === 'skip') return around;
  if (element.name.includes('-') && around !== 'metadata') return 'flow';
  const instead = Object.hasOwn(OBSOLETE, element.name) ? ` Use ${OBSOLETE[element.name]} instead.` : '';
  findings.add('content-element-unknown', `HTML has no element \`${element.name}\`.${instead}`, element);
  return 'any';
}

/** SVG and MathML stand among words; what they hold is theirs, up to the HTML inside a `foreignObject`. */
function checkForeign(element: XmlElement, around: Kind, findings: Findings): Kind {
  const { name, namespace, parent } = element;
  if (around === 'any' || around === 'skip') {
    return name === 'foreignObject' && namespace === NAMESPACES.svg ? 'flow' : 'skip';
  }
  const isKnown =
    (namespace === NAMESPACES.svg && name === 'svg') ||
    (namespace === NAMESPACES.mathml && name === 'math') ||
    (namespace === NAMESPACES.ops && (name === 'switch' || name === 'trigger'));
  if (!isKnown && parent === undefined) {
    findings.add('content-namespace', `The root \`${name}\` is not in the XHTML namespace. Add \`xmlns\`.`, element);
  } else if (!isKnown) {
    findings.add('content-element-unknown', `\`${name}\` of the namespace \`${namespace}\` is not XHTML.`, element);
  } else if (around === 'text' || around === 'empty' || (around === 'metadata' && name !== 'trigger')) {
    findings.add('content-structure', `\`${name}\` may not stand in \`${parent?.name}\`.`, element);
  }
  return 'skip';
}

function checkPlace(element: XmlElement, parent: XmlElement, around: Kind, findings: Findings): void {
  const { name } = element;
  if (name === 'area' && !hasAncestor(element, 'map')) {
    findings.add('content-structure', '`area` stands outside of a `map`.', element);
  }
  const fits =
    around === 'flow' || around === 'phrasing'
      ? (around === 'flow' ? FLOW : PHRASING).has(name)
      : around === 'metadata'
        ? METADATA.has(name)
        : around !== 'text' && around !== 'empty';
  if (fits) return;
  const message = `\`${name}\` may not stand in \`${parent.name}\`.${advice(name, parent.name)}`;
  findings.add('content-structure', message, element);
}

function advice(name: string, parent: string): string {
  if (name === 'li') return ' A list item needs a `ul` or `ol` around it.';
  if (parent === 'p' && FLOW.has(name)) return ' Close the paragraph before it.';
  return '';
}

function hasAncestor(element: XmlElement, name: string): boolean {
  for (let one = element.parent; one; one = one.parent) if (one.name === name) return true;
  return false;
}

/** What a transparent child of this parent may hold. */
function innerKind(parent: XmlElement, around: Kind): Kind {
  if (around !== 'order') return around;
  return parent.name === 'ruby' || parent.name === 'summary' || parent.name === 'legend' ? 'phrasing' : 'flow';
}

function checkContent(element: XmlElement, content: HtmlContent, inner: Kind, findings: Findings): Kind {
  if (content === 'transparent') return inner === 'metadata' ? 'flow' : inner;
  if (content === 'flow' && element.name === 'div' && element.parent?.name === 'dl') {
    checkOrder(element, DL_GROUP, inner, findings);
    return 'order';
  }
  if (content === 'empty' && (childElements(element).length > 0 || hasText(element))) {
    findings.add('content-structure', `\`${element.name}\` must be empty.`, element);
    return 'any';
  }
  if (typeof content === 'string') return content;
  checkOrder(element, content, inner, findings);
  return 'order';
}

function checkOrder(element: XmlElement, model: Sequence, inner: Kind, findings: Findings): void {
  const children = childElements(element).filter((child) => !isScript(child, model));
  const mismatch = model.mismatch(children.map((child) => symbolOf(child, model, inner)));
  if (mismatch !== undefined) {
    const child = children[mismatch.index];
    const expected = mismatch.expected.map((name) => WORDED[name] ?? `\`${name}\``).join(' or ');
    const message = child
      ? `\`${child.name}\` may not stand here in \`${element.name}\`${expected ? `; expected ${expected}` : ''}.${advice(child.name, element.name)}`
      : `\`${element.name}\` lacks ${expected}.`;
    findings.add('content-structure', message, child ?? element);
  }
  if (hasText(element) && !['FLOW', 'PHRASING', 'INNER'].some((name) => model.names.has(name))) {
    findings.add('content-text', `\`${element.name}\` may not hold text itself.`, element);
  }
}

const WORDED: Readonly<Record<string, string>> = {
  FLOW: 'a block or text',
  PHRASING: 'text',
  INNER: 'content',
};

/** Scripts and templates may stand between the parts of lists and tables. HTML #script-supporting-elements-2. */
function isScript({ name }: XmlElement, model: Sequence): boolean {
  return (name === 'script' || name === 'template') && !model.names.has('FLOW') && !model.names.has('head');
}

function symbolOf({ name, namespace }: XmlElement, model: Sequence, inner: Kind): string {
  const isForeign = namespace === NAMESPACES.svg || namespace === NAMESPACES.mathml || namespace === NAMESPACES.ops;
  if (model.names.has(name) && !isForeign) return name;
  const isPhrasing = isForeign || PHRASING.has(name) || name.includes('-');
  if (model.names.has('FLOW') && (isPhrasing || FLOW.has(name))) return 'FLOW';
  if (model.names.has('PHRASING') && isPhrasing) return 'PHRASING';
  if (model.names.has('INNER') && (isPhrasing || (inner !== 'phrasing' && FLOW.has(name)))) return 'INNER';
  return name;
}
