// Tables of what readers stumble over; tokens.mjs makes pieces of text of them.

const namesOf = (text) => text.trim().split(/\s+/);

export const HTML_NAMES = namesOf(`
  p div span h1 h2 h3 h6 blockquote pre code ul ol li dl dt dd table caption thead tbody tr td th colgroup
  figure figcaption img picture a b i em strong sup sub s u small q cite br hr center font ruby rb rt rp rtc bdo
  bdi details summary noscript template textarea title script style iframe object form input select option svg
  math mi plaintext head body html frameset meta base link audio video main article section nav
`);

export const WORD_NAMES = namesOf(`
  w:p w:r w:t w:tbl w:tr w:tc w:pPr w:br w:sdt w:ins w:del w:hyperlink
`);

export const OPEN_DOCUMENT_NAMES = namesOf(`
  text:p text:h text:span text:list text:list-item text:note text:s table:table
`);

export const FICTION_BOOK_NAMES = namesOf(`
  section title subtitle p poem stanza v epigraph cite body empty-line binary
`);

export const PACKAGE_NAMES = namesOf(`
  metadata manifest spine itemref dc:title dc:creator dc:language navPoint navMap guide
`);

export const ATTRIBUTES = [
  ...['', ' id="x"', ' class="chapter"', ' class="userstuff"', ' style="display:none"', ' style="text-align:center"'],
  ...[' href="#x"', ' href="javascript:alert(1)"', ' href="http://[::1"', ' href="mailto:a@b"', ' href="%zz%"'],
  ...[' src="data:image/png;base64,AAAA"', ' src="../../etc/passwd"', ' src="http://x/y.png"', ' alt="&quot;&lt;"'],
  ...[' lang="xx-invalid-language-tag"', ' lang="ar"', ' xml:lang="ja"', ' dir="rtl"', ' onclick="x()"', ' hidden'],
  ...[
    ' start="99999999999"',
    ' start="-3"',
    ' colspan="1000000"',
    ' rowspan="0"',
    ' width="-1"',
    ' epub:type="footnote"',
  ],
  ...[
    ' xmlns="urn:x"',
    ' xmlns:w="urn:x"',
    ' text:outline-level="999"',
    ' w:val="-99999"',
    ' idref="none"',
    ' text:c="99999999"',
  ],
];

export const CHARACTERS = [
  ...[
    '\0',
    '\u0001',
    '\u0008',
    '\u000b',
    '\u000c',
    '\u001a',
    '\u001b',
    '\u007f',
    '\u0085',
    '\u009f',
    '\u00a0',
    '\u00ad',
  ],
  ...[
    '\u200b',
    '\u200d',
    '\u200e',
    '\u200f',
    '\u2028',
    '\u2029',
    '\u202a',
    '\u202d',
    '\u202e',
    '\u2066',
    '\u2067',
    '\u2069',
  ],
  ...[
    '\ufeff',
    '\ufffc',
    '\ufffd',
    '\ufffe',
    '\uffff',
    '\ufdd0',
    '\ud800',
    '\udc00',
    '\udfff\ud800',
    '\u{1f600}',
    '\u{10ffff}',
  ],
  ...[
    'e\u0301\u0301\u0301',
    '\u0e33',
    '\u3000',
    '\u115f',
    '\u2800',
    '\u{e0041}',
    '\r',
    '\n',
    '\r\n',
    '\t',
    '\n\n\n\n\n',
    '\n\r',
  ],
  ...['日本語', 'שלום', 'مرحبا', 'हिन्दी', '漢字《かんじ》', '｜辻《つじ》', '［＃改ページ］', 'ﷺ', 'İ', 'ß', 'ſ', 'Ǆ'],
];

export const ENTITIES = [
  ...[
    '&',
    '&amp;',
    '&lt;',
    '&amp;lt;',
    '&nbsp;',
    '&mdash;',
    '&bogus;',
    '&#0;',
    '&#xD800;',
    '&#x110000;',
    '&#99999999999;',
  ],
  ...[
    '&#8;',
    '&#x202e;',
    '&#xFFFE;',
    '&lol9;',
    '<',
    '>',
    '<>',
    '</>',
    '<!',
    '<?',
    '<!--',
    '-->',
    '--!>',
    ']]>',
    '<![CDATA[',
  ],
  ...[
    '<![CDATA[ <p> ]]>',
    '<?xml version="1.0" encoding="utf-16"?>',
    '<?xml version="9"?>',
    '<?php echo 1 ?>',
    '<!DOCTYPE html>',
  ],
  ...[
    '<!DOCTYPE x [<!ENTITY a "&b;&b;"><!ENTITY b "&c;&c;">]>',
    '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    '<html',
    '<p ',
    '</p',
  ],
];

export const LABELS = [
  ...[
    'Title:',
    'Author:',
    'By:',
    'Rating:',
    'Summary:',
    'Fandom:',
    'Pairing:',
    'Warnings:',
    'Language:',
    'Published:',
    'Series:',
  ],
  ...[
    'Tags:',
    'Words:',
    'Chapters: 3/?',
    'Status: complete',
    'Disclaimer:',
    'A/N:',
    'Author’s note:',
    'Dedication:',
    'Category:',
  ],
  ...[
    'From: ',
    'Subject: ',
    'Message-ID: <a@b>',
    'Identifier: urn:uuid:0',
    'Titre :',
    'Автор:',
    '作者：',
    'Titel:',
    'Source: http://x/',
  ],
  ...[
    `Title: ${':'.repeat(20)}`,
    'Author: and & , and',
    'Series: X #-1',
    'Series: X #99999999999999999999',
    'Language: tlh-Latn-x-x',
  ],
  ...[
    'Notes:',
    'End notes:',
    'Contents',
    'Table of Contents',
    'Copyright © ',
    'Translator:',
    'Cover: ../../x.png',
    'Rights: <b>',
  ],
];

export const HEADINGS = [
  ...[
    'Chapter 1',
    'CHAPTER I.',
    'Chapter 99999999999999999999',
    'Chapter -1',
    'Chapter 1',
    'Chapter One: ',
    'Part 2',
    'Part Two:',
  ],
  ...[
    'Prologue',
    'EPILOGUE',
    'Interlude',
    'Foreword',
    '第三章',
    '第千万億章',
    'Глава 1',
    'Kapitel 1',
    'الفصل الأول',
    '1.',
    'I',
    'i.',
  ],
  ...[
    '# ',
    '## ',
    '###### ',
    '####### x',
    '# #',
    'x\n===',
    'x\n---',
    '# [x](#x)',
    '## ***',
    'The End',
    'FIN',
    'To be continued…',
    'tbc',
  ],
  ...[
    '# Chapter 1 {#one}',
    '* * *',
    '***',
    '---',
    '___',
    '-----',
    '~*~',
    'oOo',
    'xXx',
    '###',
    '.',
    '…',
    '§',
    '※',
    '⁂',
    '* * * * *',
  ],
];

export const DATES = [
  ...[
    '2008-06-29',
    '2008-13-45',
    '0000-00-00',
    '29/02/2001',
    '12/11/10',
    'June 31, 2008',
    '1 Jan 99999',
    '-1-1-1',
    '99999999999',
  ],
  ...[
    '2008-06-29T25:61:61Z',
    'Thu, 1 Jan 1970 00:00:00 GMT',
    '平成三年',
    'yesterday',
    '275760-09-14',
    '1e400',
    'NaN',
    'Infinity',
  ],
  ...['0', '-0', '00000000000000000001', '3.14159', '1,234,567', '٣', 'Ⅷ', '½', '２０００'],
];

export const MARKDOWN = [
  ...[
    '[^1]',
    '[^1]: note',
    '[^1]: [^1]',
    '[^x]: [^y]\n[^y]: [^x]',
    '[a](b)',
    '![a](b.png)',
    '![](data:,x)',
    '[a][b]',
    '[b]: <x>',
  ],
  ...[
    '```',
    '~~~',
    '    code',
    '> ',
    '>>>>>>>> ',
    '- ',
    '1. ',
    '- - - - x',
    '| a | b |\n|---|---|\n| 1 |',
    '|',
    '---\n',
    '+++\n',
    '\\',
    '`',
  ],
  ...[
    '**',
    '_',
    '*',
    '~~',
    '***a**b*',
    '<!-- x',
    '---\ntitle: [\n---\n',
    '---\ntitle: &a [*a]\n---\n',
    '---\n? x\n: y\n---\n',
    '[x]: #x',
  ],
  ...[
    '---\ntitle: {a: b}\nauthor: [[1], null]\ndate: 99999-99-99\nlanguage: 5\n---\n',
    '+++\ntitle = 1979-05-27\n+++\n',
    '<b>',
    '</b>',
  ],
];
