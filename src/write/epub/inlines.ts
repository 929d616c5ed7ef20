import type { Inline, InlineImage, Link, NoteReference, Ruby } from '../../model/story.js';
import { walkInlines } from '../../model/visit.js';
import { languageAttributes } from './language.js';
import type { Page } from './page.js';
import { relativePath } from './paths.js';
import { webAddress } from './web-address.js';
import { element, type XmlAttributes, type XmlNode } from './xml.js';

/** The inlines as phrasing content. */
export function renderInlines(inlines: readonly Inline[], page: Page): readonly XmlNode[] {
  return inlines.flatMap((inline) => renderInline(inline, page));
}

const SPANS = {
  emphasis: 'em',
  strong: 'strong',
  strike: 's',
  superscript: 'sup',
  subscript: 'sub',
} as const;

function renderInline(inline: Inline, page: Page): XmlNode | readonly XmlNode[] {
  switch (inline.type) {
    case 'text':
      return inline.value;
    case 'emphasis':
    case 'strong':
    case 'strike':
    case 'superscript':
    case 'subscript':
      return element(SPANS[inline.type], {}, renderInlines(inline.children, page));
    case 'smallCaps':
      return element('span', { class: 'small-caps' }, renderInlines(inline.children, page));
    case 'languageSpan':
      return element(
        'span',
        languageAttributes(inline.language, page.language.direction),
        renderInlines(inline.children, page),
      );
    case 'link':
      return renderLink(inline, page);
    case 'lineBreak':
      return element('br');
    case 'code':
      return element('code', {}, [inline.value]);
    case 'noteReference':
      return renderNoteReference(inline, page);
    case 'ruby':
      return renderRuby(inline);
    case 'image':
      return renderInlineImage(inline, page);
    default:
      return inline satisfies never;
  }
}

/** A link must hold no link: the references to notes inside it follow it, and links inside it are text. */
function renderLink(link: Link, page: Page): readonly XmlNode[] {
  const href = webAddress(link.href);
  if (href === undefined) return renderInlines(link.children, page);
  const notes = [...walkInlines(link.children)].filter((inline) => inline.type === 'noteReference');
  const children = renderInlines(withoutLinks(link.children), page);
  return [element('a', { href }, children), ...renderInlines(notes, page)];
}

function withoutLinks(inlines: readonly Inline[]): readonly Inline[] {
  return inlines.flatMap((inline): readonly Inline[] => {
    if (inline.type === 'noteReference') return [];
    if (inline.type === 'link') return withoutLinks(inline.children);
    return ['children' in inline ? { ...inline, children: withoutLinks(inline.children) } : inline];
  });
}

/**
 * Readers pop a footnote up by `epub:type`, screen readers announce it by `role`. The figure is raised by an element,
 * not by a style, so that it stays a mark where no style sheet is read.
 */
function renderNoteReference({ note }: NoteReference, page: Page): readonly XmlNode[] {
  const mark = page.notes.refer(note);
  if (!mark) return [];
  return [
    element(
      'a',
      {
        id: mark.anchor,
        class: 'noteref',
        href: `#${mark.target}`,
        'epub:type': 'noteref',
        role: 'doc-noteref',
      },
      [element('sup', {}, [String(mark.number)])],
    ),
  ];
}

/** The parentheses show only in readers that know no ruby. */
const renderRuby = ({ base, reading }: Ruby): XmlNode =>
  element('ruby', {}, [base, element('rp', {}, ['（']), element('rt', {}, [reading]), element('rp', {}, ['）'])]);

function renderInlineImage({ resource, alt }: InlineImage, page: Page): readonly XmlNode[] {
  const image = page.images.get(resource);
  if (!image) return alt ? [alt] : [];
  return [element('img', { class: 'inline', src: relativePath(page.href, image.href), ...alternative(alt) })];
}

/** What stands for an image. One without words is decoration only where the source says so. HTML #attr-img-alt. */
export const alternative = (alt: string | undefined): XmlAttributes => ({
  alt: alt ?? '',
  role: alt === '' ? 'presentation' : undefined,
});
