// Markdown, HTML and FictionBook, in the forms that sites, archives and people give them; and a folder of chapters.
import { english, foreign, labelOf } from './bodies.mjs';
import { encode } from './encode.mjs';
import { chapterHtml, escapeXml, headingOf, paragraphsHtml } from './html-pieces.mjs';

const bodies = [...english, foreign.german, foreign.russian, foreign.french];

/** A file for every form of every kind, each of another body. */
export function markupVariations() {
  return Object.entries({ md: MARKDOWN, html: HTML, fb2: FICTION_BOOK, '': FOLDERS }).flatMap(([extension, forms]) =>
    Object.entries(forms).map(([form, make], at) => {
      const body = bodies[at % bodies.length];
      const { text, bytes, members, label } = make(body);
      const name = extension === '' ? `folders/${form}` : `${extension}/${form}.${extension}`;
      return {
        name: `variations/${name}`,
        ...(members ? { members } : { bytes: bytes ?? Buffer.from(text) }),
        label: { ...labelOf(body), title: body.title, authors: [body.author], ...label },
      };
    }),
  );
}

const markdownChapters = (body, { mark = '## ', scene = '* * *', heading = headingOf } = {}) =>
  body.chapters
    .map((chapter, at) => {
      const title = body.chapters.length > 1 ? `${mark}${heading(body, chapter, at)}\n\n` : '';
      return `${title}${chapter.scenes.map((one) => one.join('\n\n')).join(`\n\n${scene}\n\n`)}`;
    })
    .join('\n\n');

const MARKDOWN = {
  'front-matter': (body) => ({
    text: `---\ntitle: "${body.title}"\nauthor: ${body.author}\ndate: 2014-09-30\ndescription: >-\n  ${body.summary}\n---\n\n${markdownChapters(body)}\n`,
    label: { published: '2014-09-30', summary: body.summary },
  }),
  'title-and-byline': (body) => ({
    text: `# ${body.title}\n\n*${body.byline ?? 'by'} ${body.author}*\n\n${markdownChapters(body, { scene: '---' })}\n`,
  }),
  'chapters-as-first-headings': (body) => ({
    text: `**Title:** ${body.title}  \n**Author:** ${body.author}  \n**Status:** Complete\n\n${markdownChapters(body, { mark: '# ', scene: '***' })}\n`,
    label: { status: 'complete' },
  }),
  'skipped-level': (body) => ({
    text: `# ${body.title}\n\nvon ${body.author}\n\n${markdownChapters(body, { mark: '### ', scene: '\\* \\* \\*' })}\n`,
  }),
  'header-lines-with-crlf': (body) => ({
    text: `Название: ${body.title}\nАвтор: ${body.author}\n\n${markdownChapters(body, { scene: '\\*\\*\\*' })}\n`.replaceAll(
      '\n',
      '\r\n',
    ),
  }),
  'bold-headings': (body) => ({
    text: `# ${body.title}\n\npar ${body.author}\n\n${markdownChapters(body, { mark: '', heading: (...of) => `**${headingOf(...of)}**` })}\n`,
  }),
};

const page = (head, main) => `<!DOCTYPE html>\n<html>\n<head>\n${head}\n</head>\n<body>\n${main}\n</body>\n</html>\n`;
const allChapters = (body, options) => body.chapters.map((_, at) => chapterHtml(body, at, options)).join('\n');

const HTML = {
  'plain-page': (body) => ({
    text: page(
      `<meta charset="utf-8"><title>${escapeXml(body.title)}</title><meta name="author" content="${escapeXml(body.author)}">`,
      `<h1>${escapeXml(body.title)}</h1>\n${allChapters(body)}`,
    ),
  }),
  'open-graph-blog': (body) => ({
    text: page(
      `<meta charset="utf-8"><title>${escapeXml(body.title)} – Notes from the Quay</title>
<meta property="og:title" content="${escapeXml(body.title)}"><meta property="og:description" content="${escapeXml(body.summary)}">
<meta property="article:published_time" content="2020-02-29T10:00:00Z"><meta name="author" content="${escapeXml(body.author)}">`,
      `<nav><a href="/">Home</a> <a href="/about">About</a></nav>
<article class="post"><h1 class="entry-title">${escapeXml(body.title)}</h1>
<div class="entry-content">${allChapters(body)}</div></article>
<footer><p>Subscribe to the newsletter</p></footer>`,
    ),
    label: { published: '2020-02-29', summary: body.summary },
  }),
  'json-ld': (body) => ({
    text: page(
      `<meta charset="utf-8"><title>${escapeXml(body.title)} | Small Fires Magazine</title>
<script type="application/ld+json">${JSON.stringify({
        '@context': 'https://schema.org',
        '@type': 'Article',
        headline: body.title,
        author: { '@type': 'Person', name: body.author },
        datePublished: '2019-11-02',
      })}</script>`,
      `<main><h1>${escapeXml(body.title)}</h1><p class="byline">${escapeXml(body.author)}</p>${allChapters(body)}</main>`,
    ),
    label: { published: '2019-11-02' },
  }),
  'old-latin-1': (body) => ({
    bytes: encode(
      page(
        `<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1"><TITLE>${escapeXml(body.title)}</TITLE>`,
        `<H1>${escapeXml(body.title)}</H1>\n<P>${body.byline} ${escapeXml(body.author)}\n${allChapters(body, { scene: '<P ALIGN=CENTER>* * *' })}`,
      ),
      'windows-1252',
    ),
  }),
  'declared-windows-1251': (body) => ({
    bytes: encode(
      page(
        `<meta charset="windows-1251"><title>${escapeXml(body.title)}</title><meta name="author" content="${escapeXml(body.author)}">`,
        `<h1>${escapeXml(body.title)}</h1>\n${allChapters(body, { scene: '<p align="center">* * *</p>' })}`,
      ),
      'windows-1251',
    ),
  }),
  'lines-with-br': (body) => ({
    text: `<html><head><title>${escapeXml(body.title)}</title></head><body><h2>${escapeXml(body.title)}</h2><i>par ${escapeXml(body.author)}</i><br><br>
${body.chapters
  .map(
    (chapter, at) =>
      `<b>${headingOf(body, chapter, at)}</b><br><br>\n${chapter.scenes.map((one) => one.map(escapeXml).join('<br><br>\n')).join('<br><br>\n<hr>\n')}`,
  )
  .join('<br><br>\n')}</body></html>`,
  }),
};

const fictionBook = (body, encoding, titleInfo, sections) =>
  `<?xml version="1.0" encoding="${encoding}"?>
<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0">
<description><title-info><genre>prose</genre>${titleInfo}<lang>${body.language}</lang></title-info>
<document-info><author><nickname>keyer</nickname></author><date>2011</date><id>x-${body.language}</id><version>1.0</version></document-info></description>
<body>${sections}</body>
</FictionBook>`;
const fictionAuthor = ({ author }) => {
  const [last, ...first] = author.split(' ').reverse();
  return `<author><first-name>${first.reverse().join(' ')}</first-name><last-name>${last}</last-name></author>`;
};
const fictionSections = (body, scene) =>
  body.chapters
    .map(
      (chapter, at) =>
        `<section><title><p>${headingOf(body, chapter, at)}</p></title>${chapter.scenes.map((one) => paragraphsHtml(one)).join(scene)}</section>`,
    )
    .join('\n');

const FICTION_BOOK = {
  annotated: (body) => ({
    text: fictionBook(
      body,
      'utf-8',
      `${fictionAuthor(body)}<book-title>${body.title}</book-title><annotation><p>${body.summary}</p></annotation>`,
      fictionSections(body, '<subtitle>* * *</subtitle>'),
    ),
    label: { summary: body.summary },
  }),
  'with-series': (body) => ({
    text: fictionBook(
      body,
      'utf-8',
      `${fictionAuthor(body)}<book-title>${body.title}</book-title><sequence name="Offices of the Valley" number="2"/>`,
      `<title><p>${body.author}</p><p>${body.title}</p></title>${fictionSections(body, '<empty-line/><p>***</p><empty-line/>')}`,
    ),
    label: { series: [{ name: 'Offices of the Valley', position: 2 }] },
  }),
};

const FOLDERS = {
  'numbered-markdown': (body) => ({
    members: {
      'story.yaml': Buffer.from(`title: ${body.title}\nauthor: ${body.author}\nsummary: ${body.summary}\n`),
      ...Object.fromEntries(
        body.chapters.map((chapter, at) => [
          `${at + 1}-${chapter.title.toLowerCase().replaceAll(' ', '-')}.md`,
          Buffer.from(`# ${chapter.title}\n\n${chapter.scenes.map((one) => one.join('\n\n')).join('\n\n* * *\n\n')}\n`),
        ]),
      ),
    },
    label: { summary: body.summary },
  }),
  'pages-of-html': (body) => ({
    members: Object.fromEntries(
      body.chapters.map((chapter, at) => [
        `chapter${at + 1}.html`,
        Buffer.from(page(`<meta charset="utf-8"><title>${chapter.title}</title>`, chapterHtml(body, at))),
      ]),
    ),
    label: { title: null, authors: null },
  }),
};
