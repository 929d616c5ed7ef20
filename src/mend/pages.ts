import { commentsOf, isDroppable } from '../check/devices/comments.js';
import type { Spot } from '../check/findings.js';
import {
  edited,
  editedDocument,
  escapedAttribute,
  escapedText,
  passageOf,
  withAttribute,
} from '../container/markup-edits.js';
import { attribute, childNamed, descendants, textOf } from '../container/xml-query.js';
import type { XmlDocument, XmlElement } from '../container/xml-tree.js';
import { editedByElement } from './edited-by-element.js';
import type { Mender } from './mender.js';

const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n';

/** A declaration of UTF-8 opens the page. */
export const declareEncoding: Mender = {
  code: 'preflight-encoding',
  done: 'the encoding of its pages is declared',
  mend: ({ spots }) => ({
    files: new Map(
      documentsOf(spots).map((document) => [document.path, editedDocument({ text: declared(document.text) }, [])]),
    ),
  }),
};

const declared = (text: string): string =>
  /^<\?xml\s/u.test(text) ? text.replace(/^<\?xml\s[^>]*?\?>\s*/u, DECLARATION) : DECLARATION + text;

/** Comments that hold `--` are taken out: they are no part of the text. */
export const dropComments: Mender = {
  code: 'preflight-comment',
  done: 'comments that hold `--` are taken out',
  mend: ({ spots }) => ({
    files: new Map(
      documentsOf(spots).map((document) => {
        const bad = [...commentsOf(document.text)].filter(({ body }) => isDroppable(body));
        const edits = bad.map(({ body, offset }) => ({ start: offset, end: offset + body.length + 7, text: '' }));
        return [document.path, editedDocument({ text: edited(document.text, edits) }, [])] as const;
      }),
    ),
  }),
};

/** The documents of the spots, each once. */
function documentsOf(spots: readonly Spot[]): readonly XmlDocument[] {
  const documents = spots.flatMap((spot) => (typeof spot === 'object' ? [spot.document] : []));
  return [...new Map(documents.map((document) => [document.path, document])).values()];
}

/** Links to a `body` lead to its page. */
export const linkToPages: Mender = {
  code: 'preflight-body-link',
  done: 'links to the `body` of a page lead to the page',
  mend: ({ spots }) => ({
    files: editedByElement(spots, (element) => {
      const link = linkOf(element);
      const url = link && attribute(link.element, link.name);
      if (!link || url === undefined) return undefined;
      const page = url.replace(/#.*$/su, '');
      return withAttribute(link.element, link.name, page === '' ? ownName(element.document.path) : page);
    }),
  }),
};

interface Link {
  readonly element: XmlElement;
  readonly name: 'href' | 'src';
}

/** A link of a page, or that of an entry of the NCX. */
function linkOf(element: XmlElement): Link | undefined {
  if (attribute(element, 'href') !== undefined) return { element, name: 'href' };
  const content = element.name === 'content' ? element : childNamed(element, 'content');
  return content && { element: content, name: 'src' };
}

const ownName = (path: string): string => encodeURIComponent(path.slice(path.lastIndexOf('/') + 1));

/** An image without a source gives way to what it says in words. */
export const dropImages: Mender = {
  code: 'preflight-image-source',
  done: 'images without a source give way to their words',
  mend: ({ spots }) => ({
    files: editedByElement(spots, (element) => {
      const words = attribute(element, 'alt')?.trim() ?? '';
      const id = attribute(element, 'id');
      // Others may link to it.
      const anchor = id === undefined ? '' : `<a id="${escapedAttribute(id)}"></a>`;
      const passage = passageOf(words + anchor === '' ? emptied(element) : element);
      return passage && { ...passage, text: anchor + spaced(escapedText(words), element.document.text, passage) };
    }),
  }),
};

/** The words apart from those that the image stood between. */
function spaced(words: string, text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  if (words === '') return '';
  const isLetter = (sign = ''): boolean => /[\p{L}\p{N}]/u.test(sign);
  return `${isLetter(text[start - 1]) ? ' ' : ''}${words}${isLetter(text[end]) ? ' ' : ''}`;
}

/** What would be empty without the image: the paragraph that holds nothing else and that no link leads to. */
function emptied(image: XmlElement): XmlElement {
  const { parent } = image;
  if (parent?.name !== 'p' || attribute(parent, 'id') !== undefined) return image;
  const others = parent.children.filter(
    (child) => child !== image && (typeof child !== 'string' || child.trim() !== ''),
  );
  return others.length === 0 ? parent : image;
}

/** Space in a padded `span` stands without it; where others link to it, an anchor stays. */
export const unwrapBlanks: Mender = {
  code: 'preflight-blank-span',
  done: 'white space stands outside of padded `span`s',
  mend: ({ spots }) => ({
    files: editedByElement(spots, (element) => {
      const passage = passageOf(element);
      if (!passage || [...descendants(element)].length > 0) return undefined;
      const id = attribute(element, 'id');
      const anchor = id === undefined ? '' : `<a id="${escapedAttribute(id)}"></a>`;
      return { ...passage, text: anchor + escapedText(textOf(element)) };
    }),
  }),
};
