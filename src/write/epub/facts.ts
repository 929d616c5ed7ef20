import type { Fact, FactValue } from '../../model/book.js';
import { labelEnd, listSeparator } from './language.js';
import { webAddress } from './web-address.js';
import { element, type XmlElement, type XmlNode } from './xml.js';

/** The facts as a list of terms and descriptions; nothing for none. */
export function renderFacts(facts: readonly Fact[], language: string): readonly XmlElement[] {
  if (facts.length === 0) return [];
  return [
    element(
      'dl',
      { class: 'facts' },
      facts.map((fact) => renderFact(fact, language)),
    ),
  ];
}

function renderFact({ label, values }: Fact, language: string): XmlElement {
  const separator = listSeparator(language);
  const words = values.flatMap((value, index) =>
    index === 0 ? [renderValue(value)] : [separator, renderValue(value)],
  );
  return element('div', { class: 'fact' }, [element('dt', {}, [label + labelEnd(language)]), element('dd', {}, words)]);
}

function renderValue({ text, href, date }: FactValue): XmlNode {
  const words = date === undefined ? text : element('time', { datetime: date }, [text]);
  const address = href === undefined ? undefined : webAddress(href);
  return address === undefined ? words : element('a', { href: address }, [words]);
}
