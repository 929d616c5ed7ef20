import { describe, expect, test } from 'vitest';
import { placeOf, textOf } from '../../src/container/xml-query.js';
import { parseXml, type XmlDocument } from '../../src/container/xml-tree.js';

const parse = (text: string): XmlDocument => parseXml(new TextEncoder().encode(text), 'a.xml');

describe('parseXml', () => {
  test('gives elements their names, namespaces, attributes and places', () => {
    const document = parse('<a xmlns="urn:a" xmlns:b="urn:b"\n  x="1 &amp; 2"><b:c b:d="\t"/>text</a>');
    const [a, c] = document.elements;
    expect(a).toMatchObject({ name: 'a', namespace: 'urn:a', depth: 0, offset: 0 });
    expect(a?.attributes.at(-1)).toEqual({ name: 'x', local: 'x', namespace: '', value: '1 & 2' });
    expect(c).toMatchObject({ name: 'c', namespace: 'urn:b', depth: 1 });
    expect(c?.attributes).toEqual([{ name: 'b:d', local: 'd', namespace: 'urn:b', value: ' ' }]);
    expect(placeOf(document, c!.offset)).toEqual({ line: 2, column: 17 });
  });

  test('joins text, references, CDATA and line ends', () => {
    expect(textOf(parse('<a>x&lt;&#65;&#x42;<![CDATA[<&]]>\r\ny<!-- no --><b>z</b></a>').root!)).toBe('x<AB<&\nyz');
  });

  test('reads internal entities, and cuts bombs short', () => {
    const value = 'ha'.repeat(1_000);
    const document = parse(`<!DOCTYPE a [<!ENTITY lol "${value}">]><a>${'&lol;'.repeat(1_000)}</a>`);
    expect(document.fault).toBeUndefined();
    expect(textOf(document.root!).length).toBeLessThanOrEqual(100_000);
  });

  test.each([
    ['<a>', 'is not closed'],
    ['<a></b>', 'closes nothing'],
    ['<a/><b/>', 'more than one root'],
    ['<a/>x', 'outside of the root'],
    ['', 'no element'],
    ['<a b></a>', 'no value'],
    ['<a b=c/>', 'no value'],
    ['<a b="<"/>', 'no value'],
    ['<a b="1" b="2"/>', 'occurs twice'],
    ['<a b="1"c="2"/>', 'white space is missing'],
    ['<a xmlns:x="u" xmlns:y="u" x:b="1" y:b="2"/>', 'twice under two prefixes'],
    ['<x:a/>', 'not bound'],
    ['<a x:b="1"/>', 'not bound'],
    ['<a xmlns:x=""/>', 'may not be bound'],
    ['<a>&nbsp;</a>', 'no reference'],
    ['<a>&</a>', 'no reference'],
    ['<a>&#0;</a>', 'no reference'],
    ['<a>&#xD800;</a>', 'no reference'],
    ['<a>]]></a>', ']]>'],
    ['<a>\u0001</a>', 'forbids'],
    ['<a>\ufffe</a>', 'forbids'],
    ['<a><!-- a -- b --></a>', '--'],
    ['<a><!-- a</a>', 'comment is not closed'],
    ['<a><![CDATA[x</a>', 'CDATA section is not closed'],
    ['<a><?xml version="1.0"?></a>', 'very beginning'],
    ['\n<?xml version="1.0"?><a/>', 'very beginning'],
    ['<?xml encoding="utf-8"?><a/>', 'declaration is malformed'],
    ['<!DOCTYPE><a/>', 'declaration is malformed'],
    ['<a/><!DOCTYPE a>', 'opens nothing'],
    ['<1/>', 'does not open a tag'],
    ['< a/>', 'does not open a tag'],
    ['<:a/>', 'colon out of place'],
  ])('refuses %s', (text, reason) => {
    expect(parse(text).fault?.message).toContain(reason);
  });

  test.each([
    '<a/>',
    '<a ></a >',
    '<a b = "c" d=\'"\'/>',
    '<a>></a>',
    '<é ñ="1"/>',
    '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<!-- x --><a/><!-- y --><?z?>',
    '<!DOCTYPE a [ <!ELEMENT a ANY> <!-- > ] --> <?x ]> ?> ]><a/>',
    '<!DOCTYPE html SYSTEM "about:legacy-compat"><a/>',
    '<a xml:lang="en"/>',
    '<a __proto__="1" constructor="2"/>',
  ])('takes %s', (text) => {
    expect(parse(text).fault).toBeUndefined();
  });

  test('names the place of the fault', () => {
    const document = parse('<a>\n  <b>\n</a>');
    expect(placeOf(document, document.fault!.offset)).toEqual({ line: 3, column: 1 });
  });
});
