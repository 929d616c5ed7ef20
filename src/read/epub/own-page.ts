import { attribute, tokens } from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import type { NoteId, ResourceId } from '../../model/story.js';

/** An element or a run of text. */
export type OwnNode = XmlElement | string;

/** A page while it is read back: what its markup says by pointing elsewhere. */
export interface OwnPageReading {
  /** The level of the page's main heading. */
  readonly level: number;
  /** The footnote that an address leads to. */
  readonly noteAt: (href: string) => NoteId | undefined;
  /** The image that an address names. */
  readonly imageAt: (href: string) => ResourceId | undefined;
  /** The ornament of the page's next scene break. */
  readonly nextOrnament: () => string | undefined;
}

export const isElement = (node: OwnNode): node is XmlElement => typeof node !== 'string';

export const hasClass = (element: XmlElement, name: string): boolean => classesOf(element).includes(name);

export const classesOf = (element: XmlElement): readonly string[] => tokens(attribute(element, 'class'));

/** True of the white space that stands between elements. */
export const isSpace = (node: OwnNode): boolean => typeof node === 'string' && !/[^ \t\r\n]/.test(node);
