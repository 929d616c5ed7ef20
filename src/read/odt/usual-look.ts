import { textOf } from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import { attributeOf, nameOf } from './names.js';
import { roleOf } from './roles.js';
import type { StyleBook, TextLook } from './styles.js';

const FLAGS = ['isBold', 'isItalic', 'isUnderlined', 'isSmallCaps'] as const;

/** The look that most of the text’s paragraphs have by their styles: what is common to all is the designer’s business. */
export function usualLook(elements: readonly XmlElement[], styles: StyleBook): TextLook {
  const counts = { isBold: 0, isItalic: 0, isUnderlined: 0, isSmallCaps: 0 };
  let paragraphs = 0;
  for (const element of elements) {
    if (nameOf(element) !== 'text:p' || textOf(element).trim() === '') continue;
    const style = styles.paragraph(attributeOf(element, 'text:style-name'));
    if (roleOf(element, style) !== 'text') continue;
    paragraphs += 1;
    for (const flag of FLAGS) if (style.look[flag]) counts[flag] += 1;
  }
  return Object.fromEntries(FLAGS.flatMap((flag) => (counts[flag] * 2 > paragraphs ? [[flag, true] as const] : [])));
}
