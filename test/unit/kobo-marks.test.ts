import { describe, expect, test } from 'vitest';
import { isKoboMark } from '../../src/container/kobo-marks.js';
import { textOf } from '../../src/container/xml-query.js';
import { parseXml } from '../../src/container/xml-tree.js';
import { build, convertBook, inspect } from '../../src/index.js';
import { kepubDocument } from '../../src/write/kepub/kepub-document.js';
import { RAIN } from '../support/storybind.js';

const HTML =
  '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><h1>A. B</h1><div><p>One. <em>Two. Three</em><img src="a"/></p></div></body></html>';
const tree = (text: string, isPlain: boolean) =>
  parseXml(new TextEncoder().encode(text), 'a', isPlain ? { isTransparent: isKoboMark } : {});
const shape = (text: string, isPlain: boolean): readonly string[] =>
  tree(text, isPlain).elements.map((one) => `${one.depth} ${one.name} in ${one.parent?.name}: ${textOf(one)}`);

describe('a KEPUB’s marks', () => {
  test('can be looked through: the tree is that of the page without them', () => {
    const kepub = kepubDocument(HTML);
    const inBody = (shapes: readonly string[]) => shapes.slice(shapes.findIndex((one) => / body /.test(one)));
    expect(inBody(shape(kepub, true))).toEqual(inBody(shape(HTML, false)));
    expect(shape(kepub, false)).not.toEqual(shape(HTML, false));
  });

  test('are no others: spans and divs of the story’s own stay', () => {
    const own = '<html><body><span class="a">A</span><div id="b"><span>C</span></div></body></html>';
    expect(shape(own, true)).toEqual(shape(own, false));
  });

  test('take nothing from the story when storybind reads its book again', async () => {
    const { bytes: epub } = await build({ name: 'rain.txt', text: RAIN });
    const { bytes: kepub } = await convertBook(epub, { to: 'kepub' });
    expect(await inspect({ name: 'rain.epub', bytes: kepub })).toEqual(
      await inspect({ name: 'rain.epub', bytes: epub }),
    );
  });
});
