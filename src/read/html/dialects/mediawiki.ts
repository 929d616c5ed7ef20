import type { Element, Nodes, Root } from 'hast';
import { attribute, classesOf } from '../../hast/attributes.js';
import { isElement } from '../../hast/nesting.js';
import type { Dialect, DialectContext, HtmlPage } from '../dialect.js';
import { appendPeople, lineOf, linksIn, receiptOf } from './fields.js';

/** A page of a MediaWiki: Wikisource and the wikis of fandoms. */
export const mediawiki: Dialect = {
  name: 'mediawiki',
  matches: (page) => page.find('#mw-content-text') !== undefined,
  read: (page, context) => {
    const text = page.find('#mw-content-text .mw-parser-output') ?? page.find('#mw-content-text');
    const title = page.find('#firstHeading');
    readHead(page, title, context);
    const heading: Element[] = title
      ? [{ type: 'element', tagName: 'h1', properties: {}, children: title.children }]
      : [];
    const children = [...heading, ...(text ? withoutFurniture(text) : [])];
    return { kind: 'tree', tree: { type: 'root', children: children as Root['children'] } };
  },
};

/** Wikisource names its authors in the header of the text. */
function readHead(page: HtmlPage, title: Element | undefined, context: DialectContext): void {
  const header = page.find('#headertemplate, .headertemplate, .ws-header, #ws-data');
  const links = header
    ? linksIn(header).filter((link) => /(?:Author|Auteur|Autor|Автор)(?::|%3A)/i.test(attribute(link, 'href')))
    : [];
  const stated = page.find('#header-author-text, #ws-author');
  const names = links.length > 0 ? links.map(lineOf) : stated ? [lineOf(stated).replace(/^by\s+/i, '')] : [];
  appendPeople(names, 'aut', header, context);
  const name = page.find('#header-title-text, #ws-title') ?? title;
  if (name && lineOf(name) !== '') context.metadata.set('title', lineOf(name).replace(/^.*\//, ''), receiptOf(name));
}

const FURNITURE =
  /^(?:mw-editsection|mw-cite-backlink|toc|navbox|vertical-navbox|noprint|printfooter|catlinks|mw-empty-elt|mw-jump-link|hatnote|ambox|metadata|ws-noexport|pagenum|reflist-edit|thumbinfo|magnify|sistersitebox|infobox|headertemplate|ws-header|licensecontainer)$/;

function withoutFurniture(element: Element): readonly Nodes[] {
  return element.children.flatMap((child): readonly Nodes[] => {
    if (!isElement(child)) return [child as Nodes];
    const id = attribute(child, 'id');
    if (
      classesOf(child).some((name) => FURNITURE.test(name)) ||
      /^(?:toc|headertemplate|catlinks|siteSub|navigationNotes)$/.test(id)
    )
      return [];
    return [{ ...child, children: withoutFurniture(child) as Element['children'] }];
  });
}
