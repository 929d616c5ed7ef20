import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { scanXml } from '../../src/container/xml-scanner.js';

const DOCUMENT = `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang='en'>
<!-- a remark -->
<head><title>Rain &amp; snow &#x2014; &lt;1&gt;</title></head>
<body class="a &quot;b&quot;	c"><p id="p-1">One<br/>two</p><![CDATA[ <raw> & ]]><?mark it?></body>
</html>
`;

type Events = readonly string[] | 'refused';

/** What the scanner says of the text: tags, attributes and the text between them. */
function scanned(source: string): Events {
  const events: string[] = [];
  const push = (event: string): void => {
    if (event.startsWith('=') && events.at(-1)?.startsWith('=')) events[events.length - 1] += event.slice(1);
    else events.push(event);
  };
  try {
    scanXml(source, {
      openTag: (name, attributes) => push(`<${name} ${attributes.join('|')}`),
      closeTag: () => push('>'),
      text: (text) => push(`=${text}`),
      doctype: () => undefined,
      instruction: () => undefined,
      entity: () => undefined,
    });
  } catch {
    return 'refused';
  }
  return events;
}

/** What saxes, a strict parser of others, says of the same text. */
function parsed(source: string): Events {
  const events: string[] = [];
  let depth = 0;
  const push = (text: string): void => {
    if (depth === 0 || text === '') return;
    if (events.at(-1)?.startsWith('=')) events[events.length - 1] += text;
    else events.push(`=${text}`);
  };
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    events.push(`<${name} ${Object.entries(attributes).flat().join('|')}`);
  });
  parser.on('closetag', () => {
    depth -= 1;
    events.push('>');
  });
  parser.on('text', push);
  parser.on('cdata', push);
  try {
    parser.write(source).close();
  } catch {
    return 'refused';
  }
  return events;
}

const SHARDS = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '/',
  '=',
  ' ',
  ']]>',
  '<!--',
  '-->',
  '<p>',
  '</p>',
  '&amp;',
  '&#65;',
  '&no;',
  '&#0;',
  '<?x?>',
  'é',
  '\u0001',
  '\ufffe',
  ':',
  '-',
];

/** What stands in a document type declaration is judged by the check's own rules. */
const ROOT = DOCUMENT.indexOf('<html');

/** The document with a few shards thrown into it or pieces taken out of it. */
const damaged = fc
  .array(fc.tuple(fc.integer({ min: ROOT, max: DOCUMENT.length }), fc.nat(3), fc.constantFrom('', ...SHARDS)), {
    minLength: 1,
    maxLength: 3,
  })
  .map((blows) =>
    blows.reduce((text, [at, length, shard]) => text.slice(0, at) + shard + text.slice(at + length), DOCUMENT),
  );

test('the scanner reads a document as saxes does', () => {
  expect(scanned(DOCUMENT)).toEqual(parsed(DOCUMENT));
  expect(scanned(DOCUMENT)).not.toBe('refused');
});

test('the scanner refuses and reads damaged documents as saxes does', () => {
  fc.assert(
    fc.property(damaged, (source) => {
      expect(scanned(source)).toEqual(parsed(source));
    }),
    { numRuns: 2000 },
  );
});
