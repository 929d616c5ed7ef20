import { annotatedElements, attribute, elementsById, tokens } from '../../container/xml-query.js';
import { NAMESPACES, type XmlDocument, type XmlElement } from '../../container/xml-tree.js';
import { documentsOf, SVG_TYPE, xhtmlDocuments } from '../content.js';
import type { Findings } from '../findings.js';
import type { Rule } from '../rule.js';
import { datatype } from '../schema/datatypes.js';

const isName = datatype('ncname');

/** Ids are unique, and the attributes that name ids name ones that are there. */
export const contentIds: Rule = {
  name: 'content-ids',
  depth: 'house',
  reference: 'HTML #the-id-attribute, ARIA #valuetype_idref',
  check(book, findings) {
    for (const { document } of [...xhtmlDocuments(book), ...documentsOf(book, SVG_TYPE)]) {
      checkUnique(document, findings);
      const ids = elementsById(document);
      for (const element of annotatedElements(document)) checkTargets(element, ids, findings);
    }
  },
};

function checkUnique(document: XmlDocument, findings: Findings): void {
  const seen = new Set<string>();
  const maps = new Set<string>();
  for (const element of annotatedElements(document)) {
    const name = element.name === 'map' ? attribute(element, 'name') : undefined;
    if (name !== undefined && maps.has(name)) {
      findings.add('content-id-duplicate', `Two maps have the name \`${name}\`. Rename one.`, element);
    }
    if (name !== undefined) maps.add(name);
    const id = attribute(element, 'id');
    if (id === undefined) continue;
    if (element.namespace === NAMESPACES.svg && !isName(id)) {
      findings.add('content-attribute', `\`id="${id}"\`: in SVG an id is a name without spaces and colons.`, element);
    }
    if (seen.has(id))
      findings.add('content-id-duplicate', `The id \`${id}\` occurs more than once. Rename one.`, element);
    seen.add(id);
  }
}

const LISTS = ['aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-flowto', 'aria-owns'] as const;

function checkTargets(element: XmlElement, ids: ReadonlyMap<string, XmlElement>, findings: Findings): void {
  if (element.attributes.length === 0) return;
  for (const name of LISTS) {
    const value = attribute(element, name);
    if (value === undefined) continue;
    for (const id of tokens(value)) if (!ids.has(id)) missing(element, name, id, findings);
  }
  if (element.namespace !== NAMESPACES.xhtml) return;
  checkSingle(element, ids, findings);
}

function missing(element: XmlElement, name: string, id: string, findings: Findings): void {
  const message = `\`${name}="${id}"\` on \`${element.name}\` names no element of this document.`;
  findings.add('content-id-missing', message, element);
}

const LABELLED: ReadonlySet<string> = new Set(['button', 'input', 'meter', 'output', 'progress', 'select', 'textarea']);

function checkSingle(element: XmlElement, ids: ReadonlyMap<string, XmlElement>, findings: Findings): void {
  const { name } = element;
  const targetOf = (attributeName: string, fits: (target: XmlElement) => boolean): void => {
    const id = attribute(element, attributeName);
    const target = id === undefined ? undefined : ids.get(id);
    if (id !== undefined && !(target && fits(target))) missing(element, attributeName, id, findings);
  };
  if (name === 'label') targetOf('for', (target) => LABELLED.has(target.name));
  if (name === 'input') targetOf('list', (target) => target.name === 'datalist');
  if (name !== 'form') targetOf('form', (target) => target.name === 'form');
  targetOf('aria-activedescendant', (target) => isInside(target, element));
  if (name === 'output') {
    for (const id of tokens(attribute(element, 'for'))) if (!ids.has(id)) missing(element, 'for', id, findings);
  }
  if (name === 'td' || name === 'th') checkHeaders(element, ids, findings);
  if (name === 'map') checkMap(element, findings);
}

function isInside(target: XmlElement, element: XmlElement): boolean {
  for (let one = target.parent; one; one = one.parent) if (one === element) return true;
  return false;
}

function checkHeaders(cell: XmlElement, ids: ReadonlyMap<string, XmlElement>, findings: Findings): void {
  for (const id of tokens(attribute(cell, 'headers'))) {
    if (ids.get(id)?.name !== 'th') missing(cell, 'headers', id, findings);
  }
}

function checkMap(map: XmlElement, findings: Findings): void {
  const id = attribute(map, 'id');
  const name = attribute(map, 'name');
  if (id !== undefined && name !== undefined && id !== name) {
    findings.add('content-attribute', `The id \`${id}\` and the name \`${name}\` of a \`map\` differ.`, map);
  }
}
