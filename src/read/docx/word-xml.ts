import type { XmlElement } from '../../container/xml-tree.js';
import { escapeMarkup } from '../../text/escape-markup.js';

/** Namespaces by the prefixes that Word gives them, in the transitional format and in ISO's strict one. */
const PREFIXES: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing': 'wp',
  'http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing': 'wp',
  'http://schemas.openxmlformats.org/drawingml/2006/main': 'a',
  'http://purl.oclc.org/ooxml/drawingml/main': 'a',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/drawingml/2006/chart': 'c',
  'http://purl.oclc.org/ooxml/drawingml/chart': 'c',
  'http://schemas.openxmlformats.org/drawingml/2006/diagram': 'dgm',
  'http://purl.oclc.org/ooxml/drawingml/diagram': 'dgm',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.microsoft.com/office/drawing/2017/decorative': 'adec',
  'urn:schemas-microsoft-com:vml': 'v',
  'urn:schemas-microsoft-com:office:office': 'o',
};

/** The element's name with Word's own prefix, whatever the document's is: `w:p`. Empty in a namespace of no meaning. */
export function nameOf({ name, namespace }: XmlElement): string {
  const prefix = PREFIXES[namespace];
  return prefix === undefined ? '' : `${prefix}:${name}`;
}

/** The value of an attribute, named with Word's own prefix. */
export function attributeValue(element: XmlElement | undefined, name: string): string | undefined {
  const [prefix, local] = name.includes(':') ? name.split(':') : ['', name];
  return element?.attributes.find(
    (one) => one.local === local && (one.namespace === '' ? '' : PREFIXES[one.namespace]) === prefix,
  )?.value;
}

/** The first child of that name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child): child is XmlElement => typeof child !== 'string' && nameOf(child) === name);
}

/** The children of that name; all elements without one. */
export function childrenOf(element: XmlElement | undefined, name?: string): readonly XmlElement[] {
  const elements = element?.children.filter((child): child is XmlElement => typeof child !== 'string') ?? [];
  return name === undefined ? elements : elements.filter((child) => nameOf(child) === name);
}

/** `w:val` of the first child of that name. */
export const settingOf = (element: XmlElement | undefined, name: string): string | undefined =>
  attributeValue(childOf(element, name), 'w:val');

/** Whether an on-off property is on; undefined where nothing says so. ECMA-376 part 1 §17.17.4. */
export function isOn(element: XmlElement | undefined, name: string): boolean | undefined {
  const property = childOf(element, name);
  if (!property) return undefined;
  return !['0', 'false', 'off', 'none'].includes(attributeValue(property, 'w:val') ?? 'on');
}

/** An element as XML. The children are XML already. */
export function xml(name: string, attributes: Readonly<Record<string, string>> = {}, children = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeMarkup(value)}"`);
  return children === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${children}</${name}>`;
}
