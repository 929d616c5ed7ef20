import { attribute, childElements, normalizeSpace, textOf } from '../../container/xml-query.js';
import { NAMESPACES, type XmlElement } from '../../container/xml-tree.js';
import { xhtmlDocuments } from '../content.js';
import type { Findings } from '../findings.js';
import type { Rule } from '../rule.js';

/** A scene break is an `hr` between two scenes: never first or last, never two together, never stars as text or silence. */
export const houseSceneBreaks: Rule = {
  name: 'house-scene-breaks',
  depth: 'house',
  reference: 'DAISY knowledge base, “Context breaks”; HTML #the-hr-element',
  check(book, findings) {
    for (const { document } of xhtmlDocuments(book)) {
      for (const element of document.elements) {
        if (element.namespace !== NAMESPACES.xhtml) continue;
        if (element.name === 'hr') checkPlace(element, findings);
        else if (element.name === 'p' || element.name === 'div') checkParagraph(element, findings);
      }
    }
  },
};

const HEADING = /^(?:h[1-6]|header|hgroup)$/;

function checkPlace(hr: XmlElement, findings: Findings): void {
  const before = siblingBefore(hr);
  const after = siblingAfter(hr);
  if (before === undefined || HEADING.test(before.name)) {
    findings.add('house-scene-break', 'A scene break opens the section. It stands between two scenes.', hr);
  } else if (after === undefined) {
    findings.add('house-scene-break', 'A scene break ends the section. It stands between two scenes.', hr);
  }
  if (after?.name === 'hr') findings.add('house-scene-break', 'Two scene breaks follow each other. Keep one.', after);
}

/** Parents stand before their children in the document's list, so siblings are found without going through them all. */
function siblingBefore({ document, index, depth, parent }: XmlElement): XmlElement | undefined {
  let one = document.elements[index - 1];
  while (one && one.depth > depth) one = one.parent;
  return one?.parent === parent ? one : undefined;
}

function siblingAfter({ document, index, depth, parent }: XmlElement): XmlElement | undefined {
  let at = index + 1;
  while ((document.elements[at]?.depth ?? 0) > depth) at += 1;
  const one = document.elements[at];
  return one?.parent === parent ? one : undefined;
}

const ORNAMENT = /^(?:[*#~=_•·⁂✽❦☙❧◆◇○●☆★※–—-]\s*){1,20}$/u;

/** In characters: what is longer is a sentence. */
const LONGEST_MARK = 40;

function checkParagraph(element: XmlElement, findings: Findings): void {
  const [first] = element.children;
  const isSentence = element.children.length === 1 && typeof first === 'string' && first.length > LONGEST_MARK;
  if (isSentence) return;
  checkBreaks(element, findings);
  if (childElements(element).some(({ name }) => name !== 'br' && name !== 'span')) return;
  const visible = normalizeSpace(textOf(element).replaceAll('\u00a0', ' '));
  if (visible === '' && element.name === 'p' && attribute(element, 'id') === undefined) {
    const advice = 'space is the style sheet’s business, a scene break is an `hr`';
    findings.add('house-empty-paragraph', `A paragraph is empty: ${advice}.`, element);
  } else if (visible.length <= LONGEST_MARK && visible !== '' && ORNAMENT.test(visible) && isSceneMark(visible)) {
    findings.add('house-scene-break', `\`${visible}\` is a scene break written as text. Make it an \`hr\`.`, element);
  }
}

/** Two line breaks with nothing between them, once a paragraph. */
function checkBreaks(element: XmlElement, findings: Findings): void {
  let isAfterBreak = false;
  for (const child of element.children) {
    if (typeof child === 'string') {
      isAfterBreak &&= child.trim() === '';
      continue;
    }
    if (child.name === 'br' && isAfterBreak) {
      const advice = 'End the paragraph, or make it an `hr`';
      findings.add('house-empty-paragraph', `Two line breaks stand for a gap. ${advice}.`, child);
      return;
    }
    isAfterBreak = child.name === 'br';
  }
}

/** A dash alone may be speech; a row of signs, or a sign that nobody speaks, is a mark. */
function isSceneMark(text: string): boolean {
  return /[*#~⁂✽❦☙❧◆◇○●☆★※•]/u.test(text) || text.replaceAll(/\s/g, '').length >= 3;
}
