import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { parseXml } from '../../src/container/xml-tree.js';

/** Pieces that documents are made of, and that they break on. */
const PIECES = [
  '<a>',
  '</a>',
  '<b x="1">',
  '</b>',
  '<c/>',
  'text',
  ' ',
  '\n',
  '\r\n',
  '&amp;',
  '&#65;',
  '&#x1F600;',
  '&',
  ';',
  '<',
  '>',
  '"',
  "'",
  '=',
  '/',
  '<!-- x -->',
  '<!--',
  '-->',
  '--',
  '<![CDATA[',
  ']]>',
  '<?p x?>',
  '<?',
  '?>',
  'é',
  '\u0001',
  '\ufffe',
  '<n:a xmlns:n="urn:n">',
  '</n:a>',
  ' n:x="1"',
  '<d y=\'2\' z="&lt;"/>',
  '&lt;',
  '&undefined;',
  '<é/>',
  '\u00a0',
  '\u2028',
];

const documents = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 12 })
  .map((pieces) => `<root>${pieces.join('')}</root>`);

interface Reading {
  readonly isSound: boolean;
  readonly elements: readonly string[];
  readonly text: string;
}

function readBySaxes(text: string): Reading {
  const parser = new SaxesParser({ xmlns: true });
  const elements: string[] = [];
  let isSound = true;
  let content = '';
  parser.on('error', () => {
    isSound = false;
  });
  parser.on('opentag', ({ uri, local }) => elements.push(`${uri} ${local}`));
  parser.on('text', (piece) => {
    content += piece;
  });
  parser.on('cdata', (piece) => {
    content += piece;
  });
  parser.write(text).close();
  return { isSound, elements, text: content };
}

function readByUs(text: string): Reading {
  const { fault, elements } = parseXml(new TextEncoder().encode(text), 'a.xml');
  const pieces: string[] = [];
  const walk = (children: (typeof elements)[number]['children']): void => {
    for (const child of children) typeof child === 'string' ? pieces.push(child) : walk(child.children);
  };
  if (elements[0]) walk(elements[0].children);
  return {
    isSound: fault === undefined,
    elements: elements.map(({ namespace, name }) => `${namespace} ${name}`),
    text: pieces.join(''),
  };
}

test('our scanner and saxes take the same documents, and read the same in them', () => {
  fc.assert(
    fc.property(documents, (text) => {
      const [ours, theirs] = [readByUs(text), readBySaxes(text)];
      expect(ours.isSound).toBe(theirs.isSound);
      if (ours.isSound) expect(ours).toEqual(theirs);
    }),
    { numRuns: 2_000 },
  );
});
