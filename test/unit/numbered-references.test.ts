import { expect, test } from 'vitest';
import { numberedReferences } from '../../src/container/numbered-references.js';

test('names of HTML become numbers in text and attributes', () => {
  expect(numberedReferences('<p title="a&hellip;">&ldquo;Rain&rdquo; &nbsp;&mdash;</p>')).toBe(
    '<p title="a&#8230;">&#8220;Rain&#8221; &#160;&#8212;</p>',
  );
});

test('what XML knows, numbers, strange names, comments and CDATA stay as they are', () => {
  const markup = '<p>&amp;&lt;&#8230; &nonsense; AT&T &constructor;<!-- &hellip; --><![CDATA[&hellip;]]></p>';
  expect(numberedReferences(markup)).toBe(markup);
});
