import type { NumberedFootnote } from '../../model/book.js';
import { renderBlocks } from './blocks.js';
import { renderInlines } from './inlines.js';
import type { Page } from './page.js';
import { element, type XmlElement } from './xml.js';

/**
 * The page's footnotes, each led back to its reference; nothing for none. The group has a name but no heading and no
 * rule of its own: Apple Books takes the notes out of the page to pop them up, and would leave those standing alone.
 */
export function renderFootnotes(footnotes: readonly NumberedFootnote[], page: Page): readonly XmlElement[] {
  if (footnotes.length === 0) return [];
  const notes = footnotes.map((footnote, index) => renderFootnote(footnote, index === 0, page));
  return [
    element(
      'section',
      { class: 'footnotes', 'epub:type': 'footnotes', 'aria-label': page.language.words.footnotes },
      notes,
    ),
  ];
}

function renderFootnote({ id, number, blocks }: NumberedFootnote, isFirst: boolean, page: Page): XmlElement {
  const [first, ...rest] = blocks;
  const way = page.notes.isReferred(id) ? [backlink(number, page), ' '] : [`${number} `];
  const children =
    first?.type === 'paragraph'
      ? [
          element('p', { class: first.align ? `first ${first.align}` : 'first' }, [
            ...way,
            ...renderInlines(first.children, page),
          ]),
          ...renderBlocks(rest, page),
        ]
      : [element('p', { class: 'first' }, way), ...renderBlocks(blocks, page)];
  return element(
    'aside',
    {
      id: page.notes.targetOf(number),
      class: isFirst ? 'footnote first-footnote' : 'footnote',
      'epub:type': 'footnote',
      role: 'doc-footnote',
    },
    children,
  );
}

/** The note's number leads back: Kindle pops a note up only when the two link to each other. */
function backlink(number: number, page: Page): XmlElement {
  return element(
    'a',
    {
      class: 'backlink',
      href: `#${page.notes.anchorOf(number)}`,
      role: 'doc-backlink',
      'aria-label': `${number}, ${page.language.words.backToText}`,
    },
    [String(number)],
  );
}
