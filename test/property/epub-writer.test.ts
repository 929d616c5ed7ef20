import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { type Block, noteId, text } from '../../src/model/story.js';
import { blocksText, mapBlocks, mapInlines } from '../../src/model/visit.js';
import { epubFiles } from '../../src/write/epub/epub-writer.js';
import { element, xhtmlDocument } from '../../src/write/epub/xml.js';
import { sectionPage, smallBook } from '../support/sample-book.js';
import { arbitraryBlocks, arbitraryInlines } from './arbitrary-story.js';

interface Parsed {
  readonly text: string;
  readonly ids: readonly string[];
  readonly fragments: readonly string[];
}

/** A document as a strict parser of XML sees it. */
function parse(markup: string): Parsed {
  const parser = new SaxesParser();
  let characters = '';
  const ids: string[] = [];
  const fragments: string[] = [];
  parser.on('text', (text) => {
    characters += text;
  });
  parser.on('opentag', ({ attributes: { id, href } }) => {
    if (id !== undefined) ids.push(id);
    if (href?.startsWith('#')) fragments.push(href.slice(1));
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(markup).close();
  return { text: characters, ids, fragments };
}

const squeeze = (text: string): string => text.replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF]|\s/gu, '');

test('any text comes out of a strict parser as it went in, without what XML forbids', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (inside, attribute) => {
      const { text } = parse(xhtmlDocument(element('p', { title: attribute }, [inside])));
      expect(squeeze(text)).toBe(squeeze(inside));
    }),
  );
});

/** Images as the text that stands for them: the book of the test holds none. */
const withAlternatives = (blocks: readonly Block[]): readonly Block[] =>
  mapBlocks(blocks, {
    inlines: (inlines) => mapInlines(inlines, (inline) => (inline.type === 'image' ? text(inline.alt ?? '') : inline)),
  });

test('a page is well-formed, keeps every word, and leads nowhere that is not there', () => {
  fc.assert(
    fc.property(arbitraryBlocks, arbitraryInlines, arbitraryBlocks, arbitraryBlocks, (blocks, title, one, two) => {
      const footnotes = [one, two].map((note, index) => ({
        id: noteId(`n${index + 1}`),
        number: index + 1,
        blocks: note,
      }));
      const notesAfter = [{ label: 'A/N', blocks: one }];
      const page = sectionPage('page', { role: 'chapter', label: 'I', title, blocks }, { footnotes, notesAfter });
      const file = [...epubFiles(smallBook({ documents: [page] }))].find(({ path }) => path.endsWith('page.xhtml'));
      const { text, ids, fragments } = parse(new TextDecoder().decode(file?.bytes as Uint8Array));
      const words = squeeze(text);
      for (const line of [blocks, one, two].flatMap((some) => blocksText(withAlternatives(some)).split(/[\n\t]/))) {
        expect(words.replace(/\d|（|）|かんじ/g, '')).toContain(squeeze(line).replace(/\d|（|）|かんじ/g, ''));
      }
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toEqual(expect.arrayContaining([...fragments]));
    }),
  );
});
