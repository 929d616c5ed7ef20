import { childNamed, normalizeSpace, textOf } from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import type { Creator, CreatorRole } from '../../model/story.js';

const UNKNOWN = /^(?:unknown(?: author)?|author unknown|неизвест(?:ен|ный)(?: автор)?|автор неизвестен|n\/a|none|-+)$/i;

/** The person that an `author` or a `translator` is; nothing for one without a name. */
export function personOf(element: XmlElement, role: CreatorRole): readonly Creator[] {
  const given = [namePart(element, 'first-name'), namePart(element, 'middle-name')].filter(Boolean).join(' ');
  const surname = namePart(element, 'last-name');
  const whole = [given, surname].filter(Boolean).join(' ');
  const name = whole || namePart(element, 'nickname');
  if (name === '' || UNKNOWN.test(name)) return [];
  return [{ name, role, ...(given !== '' && surname !== '' && { fileAs: `${surname}, ${given}` }) }];
}

function namePart(element: XmlElement, name: string): string {
  const part = childNamed(element, name);
  return part ? normalizeSpace(textOf(part)) : '';
}
