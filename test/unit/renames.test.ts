import { describe, expect, test } from 'vitest';
import { ledDocument, ledStyles, type Renames } from '../../src/container/renames.js';

const RENAMES: Renames = new Map([
  ['text/Part one.xhtml', 'text/Part_one.xhtml'],
  ['My images/a b.png', 'My_images/a_b.png'],
]);
const led = (markup: string, path = 'text/a.xhtml'): string => ledDocument(markup, path, RENAMES);

describe('references are led to new names', () => {
  test.each([
    [
      'with the folder as it was written',
      '<a href="../text/Part%20one.xhtml#b">',
      '<a href="../text/Part_one.xhtml#b">',
    ],
    ['where spaces are not encoded', "<a href='Part one.xhtml?c'>", "<a href='Part_one.xhtml?c'>"],
    ['where the folder is another now', '<img src="../My%20images/a%20b.png"/>', '<img src="../My_images/a_b.png"/>'],
    ['where a slash is encoded', '<img src="../My%20images%2Fa%20b.png"/>', '<img src="../My_images/a_b.png"/>'],
    ['of media overlays', '<seq epub:textref="Part%20one.xhtml">', '<seq epub:textref="Part_one.xhtml">'],
    ['of style sheets', '<?xml-stylesheet href="Part%20one.xhtml"?>', '<?xml-stylesheet href="Part_one.xhtml"?>'],
    ['of styles', '<style>x { a: URL(Part%20one.xhtml) }</style>', '<style>x { a: URL(Part_one.xhtml) }</style>'],
  ])('%s', (_, markup, expected) => {
    expect(led(markup)).toBe(expected);
  });

  test.each([
    ['lead elsewhere', '<a href="Part_two.xhtml"><a href="https://x.example/Part%20one.xhtml"><a href="#b">'],
    ['stand in another attribute', `<img alt="see href='Part%20one.xhtml'" src="a.png"/>`],
    ['are text', '<p>url(Part%20one.xhtml)</p><!-- <a href="Part%20one.xhtml"> -->'],
  ])('and stay where they %s', (_, markup) => {
    expect(led(markup)).toBe(markup);
  });

  test('from a file that is itself in another folder now', () => {
    const css = '@import "../My%20images/x.css"; a { b: url(a%20b.png) } c { d: url(../text/e.png) }';
    const moved = new Map([...RENAMES, ['My images/s.css', 'My_images/s.css']]);
    expect(ledStyles(css, 'My images/s.css', moved)).toBe(css.replace('a%20b', 'a_b'));
  });

  test('in time that goes with the length of a tag', () => {
    const tag = `<p${' '.repeat(200_000)}>`;
    expect(led(tag)).toBe(tag);
  });
});
