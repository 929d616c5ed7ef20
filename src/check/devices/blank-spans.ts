import type { Publication } from '../../container/publication.js';
import { attribute, textOf, tokens } from '../../container/xml-query.js';
import { NAMESPACES, type XmlElement } from '../../container/xml-tree.js';
import { documentsOf, XHTML_TYPE } from '../content.js';
import { type Declaration, readStyles } from '../css/style-sheet.js';
import type { DeviceRule } from './device-rule.js';
import { styleSourcesOf } from './style-sources.js';
import { type Subject, subjectsOf } from './subjects.js';

/** Kobo crashes where white space alone has padding. */
export const blankSpans: DeviceRule = {
  code: 'preflight-blank-span',
  name: 'blank-spans',
  source: 'ebookmaker#286',
  isMendable: true,
  concerns: ({ family }) => family === 'kobo',
  check(book, _device, add) {
    const padded = paddedSubjects(book);
    for (const { document } of documentsOf(book, XHTML_TYPE, 'all')) {
      for (const element of document.elements) {
        if (element.name !== 'span' || element.namespace !== NAMESPACES.xhtml) continue;
        if (!isBlank(element) || !isPadded(element, padded)) continue;
        add('a `span` of white space alone has padding, at which Kobo crashes. Put the space outside of it.', element);
      }
    }
  },
};

const isBlank = (element: XmlElement): boolean =>
  element.children.every((child) => typeof child === 'string') && /^\s+$/.test(textOf(element));

function isPadded(element: XmlElement, padded: readonly Subject[]): boolean {
  const style = attribute(element, 'style');
  if (style !== undefined && readStyles(style, 'declarations').declarations.some(isPadding)) return true;
  const classes = tokens(attribute(element, 'class'));
  const id = attribute(element, 'id') ?? '';
  // A selector’s ancestors are not looked at: what is told to be padded somewhere is not to be trusted here.
  return padded.some(
    (subject) => subject.classes.every((one) => classes.includes(one)) && subject.ids.every((one) => one === id.trim()),
  );
}

/** What style sheets put padding on, of all that a span can be. */
function paddedSubjects(book: Publication): readonly Subject[] {
  const owners = styleSourcesOf(book)
    .filter(({ kind }) => kind !== 'attribute')
    .flatMap(({ facts }) => facts.declarations.filter(isPadding).map(({ owner }) => owner));
  return [...new Set(owners)]
    .filter((owner) => !owner.startsWith('@'))
    .flatMap(subjectsOf)
    .filter(({ element, classes, ids, isNarrower }) => {
      const isNamed = element === 'span' || (element === '' && classes.length + ids.length > 0);
      return isNamed && !isNarrower;
    });
}

const isPadding = ({ property, value }: Declaration): boolean =>
  /^padding(?:-|$)/.test(property) && /[1-9]/.test(value);
