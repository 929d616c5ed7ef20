import { childElements, normalizeSpace, textOf } from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import { readNames } from '../header/names.js';
import type { MetadataBuilder } from '../metadata-builder.js';
import type { OdtContext } from './context.js';
import { attributeOf } from './names.js';
import { roleOf } from './roles.js';

const LONGEST_NAME = 100;

/** The lines before the first heading that the author’s own style sets apart: they go into the metadata. */
export function readAuthorLines(
  text: XmlElement,
  { styles, placeOf }: Pick<OdtContext, 'styles' | 'placeOf'>,
  metadata: MetadataBuilder,
): ReadonlySet<XmlElement> {
  const lines = new Set<XmlElement>();
  for (const element of childElements(text)) {
    const role = roleOf(element, styles.paragraph(attributeOf(element, 'text:style-name')));
    if (role === 'heading') break;
    const shown = normalizeSpace(textOf(element));
    if (role !== 'author' || shown === '' || shown.length > LONGEST_NAME) continue;
    const names = readNames(shown, 'aut');
    if (names.length === 0) continue;
    metadata.append('creators', names, { ...placeOf(element), how: 'byline', confidence: 0.9 });
    lines.add(element);
  }
  return lines;
}
