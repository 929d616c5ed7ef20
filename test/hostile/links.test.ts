import { describe, expect, it } from 'vitest';
import { bind, type Outcome } from './support/bind.js';
import { docx, epub, fb2 } from './support/files.js';

/** The same markup in every format that has markup of the web. */
const WEB: readonly (readonly [string, (markup: string) => Promise<Outcome>])[] = [
  [
    'HTML',
    (markup) => bind('rain.html', `<html><body><h1>Rain</h1><p>Before.</p>${markup}<p>After.</p></body></html>`),
  ],
  ['Markdown', (markup) => bind('rain.md', `# Rain\n\nBefore.\n\n${markup}\n\nAfter.\n`)],
  ['EPUB', (markup) => bind('rain.epub', epub({ body: `<h1>Rain</h1><p>Before.</p>${markup}<p>After.</p>` }))],
];

const SCHEMES: readonly string[] = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  'java&#10;script:alert(1)',
  'java&#x0D;script:alert(1)',
  '&#106;avascript:alert(1)',
  '&#x6A;&#x61;vascript&#58;alert(1)',
  '&#1;javascript:alert(1)',
  'javascript&colon;alert(1)',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'FILE:///C:/secret',
  'data:text/html,&lt;script&gt;alert(1)&lt;/script&gt;',
  'data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==',
  'data:image/svg+xml,&lt;svg onload=alert(1)&gt;',
  'blob:https://example.org/x',
  'about:blank',
];

describe.each(WEB)('%s', (format, bindMarkup) => {
  it.each(SCHEMES)('keeps the words of a link to %j and drops the link', async (address) => {
    const { text } = await bindMarkup(`<p>Take <a href="${address}">the letter</a> home.</p>`);
    // `&colon;` is no name that XML knows: an EPUB shows it as it stands.
    expect(text).toMatch(/Before\..*Take the letter home\..*After\./);
  });

  it('drops addresses that would be fetched or run from images, media and frames', async () => {
    const markup = [
      '<p>One <img src="javascript:alert(1)" alt="a map"/> two.</p>',
      '<p><img src="file:///etc/passwd" alt="a cellar"/></p>',
      '<p><img src="//example.org/x.png" srcset="https://example.org/y.png 2x" alt="a roof"/></p>',
      '<iframe src="javascript:alert(1)"></iframe>',
      '<p><video src="https://example.org/v.mp4" poster="javascript:alert(1)">the film</video></p>',
      '<p><object data="data:text/html,x">an object</object></p>',
    ].join('');
    const { refusal, text } = await bindMarkup(markup);
    expect(refusal).toBeUndefined();
    expect(text).toMatch(/Before\..*One.*two\..*After\./);
    if (format !== 'EPUB') expect(text).toContain('a map');
  });
});

describe('links of Markdown', () => {
  it.each([
    '[rain](javascript:alert(1))',
    '[rain](<java script:x>)',
    '[rain][r]\n\n[r]: javascript:alert(1)',
    '<javascript:alert(1)> rain',
    '[rain](data:text/html;base64,PHA+)',
    '![rain](javascript:alert(1))',
    '[rain](&#x6A;avascript:alert(1))',
    '[rain](vbscript:x)',
    '[rain](file:///etc/passwd)',
    '[![rain](a.png)](javascript:x)',
  ])('to what could run are dropped: %s', async (markdown) => {
    const { text } = await bind('rain.md', `# Rain\n\nBefore.\n\n${markdown}\n\nAfter.\n`);
    expect(text).toMatch(/Before\..*rain.*After\./);
  });
});

describe('links of word processors', () => {
  it('in a DOCX to what could run are dropped', async () => {
    const relationships = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="j" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="javascript:alert(1)" TargetMode="External"/><Relationship Id="f" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="file:///etc/passwd" TargetMode="External"/></Relationships>`;
    const link = (id: string, words: string) =>
      `<w:hyperlink xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="${id}"><w:r><w:t>${words}</w:t></w:r></w:hyperlink>`;
    const field = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "javascript:alert(1)" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>third</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const dde = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const body = `<w:p>${link('j', 'first')}${link('f', 'second')}${field}${dde}</w:p>`;
    const more = [{ path: 'word/_rels/document.xml.rels', bytes: new TextEncoder().encode(relationships) }];
    const { text } = await bind('rain.docx', docx(body, '', more));
    expect(text).toMatch(/first ?second ?third/);
    expect(text).not.toContain('cmd.exe');
  });

  it('in a FictionBook to what could run are dropped', async () => {
    const { text } = await bind(
      'rain.fb2',
      fb2(
        '<p>Take <a l:href="javascript:alert(1)">the letter</a> home.</p><p><a l:href="file:///etc/passwd">x</a></p><image l:href="file:///etc/passwd"/>',
      ),
    );
    expect(text).toContain('Take the letter home.');
    expect(text).not.toContain('root:');
  });
});
