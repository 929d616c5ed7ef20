import { describe, expect, it } from 'vitest';
import { bind, type Outcome } from './support/bind.js';
import { epub } from './support/files.js';

const FORMATS: readonly (readonly [string, (markup: string, head?: string) => Promise<Outcome>])[] = [
  [
    'HTML',
    (markup, head = '') =>
      bind(
        'rain.html',
        `<html><head>${head}</head><body><h1>Rain</h1><p>Before.</p>${markup}<p>After.</p></body></html>`,
      ),
  ],
  ['Markdown', (markup) => bind('rain.md', `# Rain\n\nBefore.\n\n${markup}\n\nAfter.\n`)],
  [
    'EPUB',
    (markup, head = '') => bind('rain.epub', epub({ head, body: `<h1>Rain</h1><p>Before.</p>${markup}<p>After.</p>` })),
  ],
];

/** What runs, in ways that have got past filters before. */
const SCRIPTS: readonly string[] = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC="https://example.org/x.js"></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<p onclick="alert(1)">kept</p>',
  '<p ONMOUSEOVER=alert(1)>kept</p>',
  '<p style="background:url(javascript:alert(1))">kept</p>',
  '<p style="width:expression(alert(1))">kept</p>',
  '<p style="behavior:url(#x)">kept</p>',
  '<img src=x onerror=alert(1)>',
  '<img src="x` `<script>alert(1)</script>"` `>',
  '<svg onload=alert(1)><script>alert(1)</script></svg>',
  '<svg><foreignObject><p>kept</p><script>alert(1)</script></foreignObject></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>kept</text></a></svg>',
  '<svg><animate attributeName=href values=javascript:alert(1) /></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<math href="javascript:alert(1)">kept</math>',
  '<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></p></noscript>',
  '<template><script>alert(1)</script><p>hidden</p></template>',
  '<select><style></select><img src=x onerror=alert(1)></style></select>',
  '<form action="javascript:alert(1)"><input type=submit formaction="javascript:alert(1)" value=go><p>words</p></form>',
  '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
  '<object data="x.swf"><embed src="x.swf"></object>',
  '<base href="https://example.org/">',
  '<link rel="stylesheet" href="https://example.org/x.css">',
  '<link rel=import href="data:text/html,x">',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<style>@import url(https://example.org/x.css); p { background: url(https://example.org/y.png) }</style>',
  '<xmp><script>alert(1)</script></xmp>',
  '<plaintext><script>alert(1)</script>',
  '<!--><script>alert(1)</script>-->',
  '<!--[if gte IE 4]><script>alert(1)</script><![endif]-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?xml-stylesheet href="javascript:alert(1)"?>',
  '<details open ontoggle=alert(1)><summary>kept</summary></details>',
  '<a href="x" ping="https://example.org/" target="_blank" onfocus=alert(1) autofocus>kept</a>',
  '<input autofocus onfocus=alert(1)>',
  '<marquee onstart=alert(1)>kept</marquee>',
  '<p id="x" contenteditable onblur=alert(1)>kept</p>',
  '<custom-element onclick=alert(1)>kept</custom-element>',
  '<p/onclick=alert(1)//>kept',
  '<<p onclick=alert(1)>kept</p>',
  '<p title="x"onclick="alert(1)">kept</p>',
];

describe.each(FORMATS)('%s', (_format, bindMarkup) => {
  it.each(SCRIPTS)('runs nothing of %s', async (markup) => {
    const { refusal, text } = await bindMarkup(markup);
    expect(refusal).toBeUndefined();
    expect(text).toContain('Before.');
    if (markup.includes('>kept') && !/<(?:svg|math)/.test(markup)) expect(text).toContain('kept');
  });

  it('fetches nothing that its head asks for', async () => {
    const head = [
      '<base href="https://example.org/"/>',
      '<meta http-equiv="refresh" content="0;url=https://example.org/"/>',
      '<link rel="stylesheet" href="../../../etc/passwd"/>',
      '<script src="x.js"></script>',
      '<style>@import "x.css"; body { background: url(javascript:alert(1)); -moz-binding: url(x) }</style>',
    ].join('');
    expect((await bindMarkup('<p>kept</p>', head)).text).toContain('kept');
  });

  const deep: readonly [string, string, string][] = [
    ...[
      'div',
      'blockquote',
      'b',
      'span',
      'ul><li',
      'table><tr><td',
      'ruby',
      'dl><dd',
      'font',
      'p',
      'section',
      'svg',
      'math',
      'a',
      'object',
      'select',
      'button',
      'sup',
      'q',
      'pre',
      'template',
      'nobr',
    ].map((name): [string, string, string] => [
      name,
      `<${name}>`,
      name
        .split('>')
        .reverse()
        .map((one) => `</${one.replace('<', '')}>`)
        .join(''),
    ]),
  ];

  it.each(deep)('<%s> nested a hundred thousand deep is flattened or refused', async (_name, open, close) => {
    const times = Math.min(100_000, Math.floor(100_000 / open.split('>').length) * 2);
    const { refusal, text } = await bindMarkup(`${open.repeat(times)}deep${close.repeat(times)}`);
    if (refusal === undefined) expect(text).toContain('Before.');
    else expect(refusal).toMatch(/^input-(?:too-large|damaged)$/);
  });

  it('a hundred thousand tags that close nothing, or are never closed, are borne', async () => {
    for (const tag of ['</b>', '</p>', '</div>', '<p>', '<b><p>', '<a>', '<table>', '<td>', '<li>', '<nobr>']) {
      const { refusal, text } = await bindMarkup(tag.repeat(30_000));
      if (refusal === undefined) expect(text, tag).toContain('Before.');
      else expect(refusal, tag).toBe('input-too-large');
    }
  }, 120_000);
});

describe('Markdown nested deeper than any story', () => {
  const cases: readonly [string, string][] = [
    ['quotes', `${'>'.repeat(100_000)} deep`],
    ['quotes on many lines', Array.from({ length: 400 }, (_, depth) => `${'> '.repeat(depth)}deep`).join('\n')],
    ['list items on one line', `${'- '.repeat(100_000)}deep`],
    ['lists', Array.from({ length: 600 }, (_, depth) => `${'  '.repeat(depth)}- deep`).join('\n')],
    ['brackets', `${'['.repeat(100_000)}deep${']'.repeat(100_000)}`],
    ['images', `${'!['.repeat(50_000)}deep${'](x)'.repeat(50_000)}`],
    ['emphasis', `${'*a **b '.repeat(30_000)}deep`],
    ['headings', `${'#'.repeat(100_000)} deep`],
    ['footnotes', `${'[^'.repeat(50_000)}deep${']'.repeat(50_000)}`],
    ['definitions', `deep\n\n${Array.from({ length: 20_000 }, (_, at) => `[a${at}]: x`).join('\n')}`],
    [
      'footnotes in footnotes',
      `deep[^0]\n\n${Array.from({ length: 2000 }, (_, at) => `[^${at}]: note[^${at + 1}]`).join('\n\n')}`,
    ],
  ];

  it.each(cases)('%s: flattened or refused', async (_name, markdown) => {
    const { refusal, text } = await bind('rain.md', `# Rain\n\nBefore.\n\n${markdown}\n\nAfter.\n`);
    if (refusal === undefined) expect(text).toMatch(/Before\..*deep.*After\./);
    else expect(refusal).toBe('input-too-large');
  });
});
