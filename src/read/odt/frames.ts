import type { ElementContent } from 'hast';
import { normalizeSpace, textOf } from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import { type Content, html } from '../xml-hast.js';
import type { OdtContext } from './context.js';
import { attributeOf, childOf, childrenOf } from './names.js';

/** A frame: the image in it, or the text of its box. */
export function frame(element: XmlElement, context: OdtContext): Content {
  const box = childOf(element, 'draw:text-box');
  if (box) return boxContent(context.blocks(box, context));
  const image = bestImage(childrenOf(element, 'draw:image'));
  if (!image) return [];
  const alt = alternativeOf(element);
  const properties = { src: context.addressOf(image), ...(alt !== undefined && { alt }) };
  return [html('img', [], properties, context.placeOf(element))];
}

/** A frame may hold one image in several formats; books can hold these. */
function bestImage(images: readonly XmlElement[]): XmlElement | undefined {
  return images.find((image) => /\.(?:png|jpe?g|gif|webp)$/i.test(attributeOf(image, 'xlink:href') ?? '')) ?? images[0];
}

/** What the image shows, as its description says, else its title; nothing at all for decoration. */
function alternativeOf(element: XmlElement): string | undefined {
  if (attributeOf(element, 'loext:decorative') === 'true') return '';
  const stated = [childOf(element, 'svg:desc'), childOf(element, 'svg:title')];
  return stated.map((one) => (one ? normalizeSpace(textOf(one)) : '')).find((one) => one !== '');
}

/** A box around one image and a few words is how captions are written; other boxes are what they hold. */
function boxContent(blocks: Content): Content {
  const [only] = blocks;
  if (blocks.length !== 1 || only?.type !== 'element' || only.tagName !== 'p') return blocks;
  const images = only.children.filter(isImage);
  const [image] = images;
  if (!image || images.length > 1) return blocks;
  const caption = only.children.filter((child) => child !== image && !isBreak(child));
  const isPlain = caption.every((child) => child.type === 'text' && child.value.trim() === '');
  return [html('figure', isPlain ? [image] : [image, html('figcaption', caption)])];
}

const isImage = (node: ElementContent): boolean => node.type === 'element' && node.tagName === 'img';
const isBreak = (node: ElementContent): boolean => node.type === 'element' && node.tagName === 'br';
