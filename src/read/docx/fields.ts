import { textOf } from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import type { Settling } from './settling.js';
import { attributeValue } from './word-xml.js';

/** Where a run leads. */
export type LinkTarget = { readonly id: string } | { readonly anchor: string };

/** A field that has begun: its instruction, then its result. ECMA-376 part 1 §17.16. */
interface Field {
  instruction: string;
  target: LinkTarget | undefined;
}

/** The fields that are open in a paragraph, the innermost last. */
export type Fields = Field[];

const LONGEST_INSTRUCTION = 4000;

export function readFieldCharacter(element: XmlElement, fields: Fields, settling: Settling): void {
  const field = fields.at(-1);
  switch (attributeValue(element, 'w:fldCharType')) {
    case 'begin':
      fields.push({ instruction: '', target: undefined });
      break;
    case 'separate':
      if (field) field.target = targetOfInstruction(field.instruction, settling);
      break;
    case 'end':
      fields.pop();
      break;
    default:
  }
}

export function readInstruction(element: XmlElement, fields: Fields): void {
  const field = fields.at(-1);
  if (field) field.instruction = (field.instruction + textOf(element)).slice(0, LONGEST_INSTRUCTION);
}

/** The link whose text the fields' results are. */
export const openTarget = (fields: Fields): LinkTarget | undefined =>
  fields.findLast(({ target }) => target !== undefined)?.target;

/** Where `HYPERLINK "https://…"` or `HYPERLINK \l "bookmark"` leads. */
export function targetOfInstruction(instruction: string, settling: Settling): LinkTarget | undefined {
  const match = /^\s*HYPERLINK\s+(\\l\s+)?(?:"([^"]*)"|([^\s\\]\S*))/i.exec(instruction.slice(0, LONGEST_INSTRUCTION));
  const value = match?.[2] ?? match?.[3] ?? '';
  if (value === '') return undefined;
  return match?.[1] === undefined ? { id: settling.references.link(value) } : { anchor: value };
}

/** Where a `w:hyperlink` leads. */
export function targetOfHyperlink(element: XmlElement, settling: Settling): LinkTarget | undefined {
  const relationship = settling.relationships.get(attributeValue(element, 'r:id') ?? '');
  const anchor = attributeValue(element, 'w:anchor');
  if (relationship) {
    const fragment = anchor === undefined || relationship.target.includes('#') ? '' : `#${anchor}`;
    return { id: settling.references.link(relationship.target + fragment) };
  }
  return anchor === undefined ? undefined : { anchor };
}
