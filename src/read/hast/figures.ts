import type { Element, ElementContent } from 'hast';
import { type Figure, type Inline, type InlineImage, text } from '../../model/story.js';
import { attribute, textOf } from './attributes.js';
import type { Children, Flow, Funnel } from './handler.js';
import { isElement } from './nesting.js';
import { isBlank, type Run, tidyRun } from './runs.js';

/** An image within text; what it says of itself, where the image cannot be had. */
export function readImage(element: Element, funnel: Funnel): readonly Inline[] {
  const resource = funnel.context.images.resourceOf(attribute(element, 'src'));
  const alt = textAlternative(element, funnel);
  if (resource !== undefined) {
    sayMissingAlternative(element, alt, funnel);
    return [{ type: 'image', resource, ...(alt !== undefined && { alt }) } satisfies InlineImage];
  }
  const said = alt || attribute(element, 'title').trim();
  return said === '' ? [] : [text(said)];
}

/** Whether a paragraph holds an image and nothing else but a caption: the image's title, or an emphasis below it. */
export function readLoneImage(paragraph: Element, flow: Flow, funnel: Funnel): boolean {
  const shown = paragraph.children.filter((child) => !isSpace(child));
  const image = imageIn(shown[0]);
  if (!image || shown.length > 2) return false;
  const below = shown[1];
  if (below && !(isElement(below) && (below.tagName === 'em' || below.tagName === 'i'))) return false;
  return addFigure(image, below ? [below] : undefined, flow, funnel);
}

/** A `figure`: its image with its caption. False when it holds no image of its own, or several. */
export function readFigure(element: Element, flow: Flow, funnel: Funnel): boolean {
  const captions = element.children.filter((child) => isElement(child) && child.tagName === 'figcaption');
  const rest = element.children.filter((child) => !isSpace(child) && !captions.includes(child));
  const image = rest.length === 1 ? imageIn(rest[0]) : undefined;
  return image !== undefined && addFigure(image, captions.length > 0 ? captions : undefined, flow, funnel);
}

function addFigure(image: Element, caption: Children | undefined, flow: Flow, funnel: Funnel): boolean {
  const resource = funnel.context.images.resourceOf(attribute(image, 'src'));
  if (resource === undefined) return false;
  const alt = textAlternative(image, funnel);
  sayMissingAlternative(image, alt, funnel);
  const words = caption ? unwrap(tidyRun(funnel.run(caption))) : titleOf(image);
  const figure: Figure = {
    type: 'figure',
    resource,
    ...(alt !== undefined && { alt }),
    ...(!isBlank(words) && { caption: words }),
  };
  flow.addBlock(figure, funnel.placeOf(image));
  return true;
}

function titleOf(image: Element): Run {
  const title = attribute(image, 'title').trim();
  return title === '' ? [] : [text(title)];
}

/** A caption's own look is the book's business. */
const unwrap = (run: Run): Run => (run.length === 1 && run[0]?.type === 'emphasis' ? run[0].children : run);

/** The image that the node is, or that it holds alone: `<a><img></a>`, `<picture>`. */
function imageIn(node: ElementContent | undefined): Element | undefined {
  if (!isElement(node)) return undefined;
  if (node.tagName === 'img') return node;
  if (!['a', 'picture', 'p', 'div', 'span', 'center'].includes(node.tagName)) return undefined;
  const held = node.children.filter((child) => !isSpace(child) && !(isElement(child) && child.tagName === 'source'));
  return held.length === 1 ? imageIn(held[0]) : undefined;
}

const isSpace = (node: ElementContent): boolean =>
  node.type === 'comment' ||
  (node.type === 'text' && node.value.trim() === '') ||
  (isElement(node) && node.tagName === 'br');

function textAlternative(image: Element, { context }: Funnel): string | undefined {
  if (!('alt' in image.properties)) return undefined;
  const alt = attribute(image, 'alt').replace(/\s+/g, ' ').trim();
  return alt === '' && context.isEmptyAltMissing ? undefined : alt;
}

function sayMissingAlternative(image: Element, alt: string | undefined, funnel: Funnel): void {
  if (alt !== undefined) return;
  const name = attribute(image, 'src').slice(0, 80);
  funnel.context.report.add(
    'image-alt-missing',
    `The image \`${name}\` has no text alternative. Say in a few words what it shows: \`![a map of the coast](${name})\`.`,
    funnel.placeOf(image),
  );
}

/** What a drawing says of itself: its title and its text. */
export const drawingText = (element: Element): string => textOf(element).replace(/\s+/g, ' ').trim();
