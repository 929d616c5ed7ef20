// Word processors' files: DOCX with and without styles, and ODT.
import { english, foreign, labelOf } from './bodies.mjs';
import { escapeXml, headingOf } from './html-pieces.mjs';
import { zip } from './zip.mjs';

const [pier, archive, orchard] = english;

/** Each form with the body that it holds. */
export async function officeVariations() {
  const forms = [
    ['docx/styled.docx', pier, (body) => docx(body, { core: body })],
    ['docx/unstyled.docx', archive, (body) => docx(body, { isStyled: false })],
    ['docx/title-in-text.docx', orchard, (body) => docx(body, {})],
    ['docx/russian.docx', foreign.russian, (body) => docx(body, { core: body })],
    ['docx/japanese.docx', foreign.japanese, (body) => docx(body, {})],
    ['docx/labels-in-text.docx', pier, (body) => docx(body, { front: labelled, isStyled: false }), LABELLED],
    ['docx/properties-of-the-machine.docx', archive, (body) => docx(body, { core: MACHINE })],
    ['docx/tracked-changes.docx', orchard, (body) => docx(body, { core: body, isTracked: true })],
    ['odt/styled.odt', archive, odt],
    ['odt/german.odt', foreign.german, odt],
  ];
  return Promise.all(
    forms.map(async ([name, body, make, label]) => ({
      name: `variations/${name}`,
      bytes: await make(body),
      label: { ...labelOf(body), title: body.title, authors: [body.author], ...label },
    })),
  );
}

/** What a new document says of its author where nobody has. */
const MACHINE = { title: 'Document1', author: 'User' };

const LABELLED = { rating: 'PG', status: 'complete', fandoms: ['Harrow Street'] };
const labelled = ({ title, author }) =>
  [`Title: ${title}`, `Author: ${author}`, 'Fandom: Harrow Street', 'Rating: PG', 'Status: Complete'].map((line) => [
    '',
    line,
  ]);

/** The title and the byline below it. */
const titled = (body) => [
  ['Title', body.title],
  ['Subtitle', [body.byline ?? (body.language === 'en' ? 'by' : ''), body.author].join(' ').trim()],
];

/** The story's paragraphs with the style that each has. */
function paragraphsOf(body, front = titled) {
  return [
    ...front(body),
    ...body.chapters.flatMap((chapter, at) => [
      ...(body.chapters.length > 1 ? [['Heading1', headingOf(body, chapter, at)]] : []),
      ...chapter.scenes.flatMap((scene, of) => [
        ...(of > 0 ? [['Break', '* * *']] : []),
        ...scene.map((one) => ['', one]),
      ]),
    ]),
  ];
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OFFICE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

async function docx(body, { isStyled = true, core, front, isTracked = false }) {
  const told = paragraphsOf(body, front).map(([style, words]) => wordParagraph(isStyled ? style : '', words, style));
  if (isTracked) told.splice(4, 0, DELETED);
  const types = `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${OFFICE}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${OFFICE}.styles+xml"/>${core ? '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>' : ''}`;
  const properties =
    core &&
    `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(core.title)}</dc:title><dc:creator>${core.author}</dc:creator></cp:coreProperties>`;
  return zip({
    '[Content_Types].xml': xml(`<Types xmlns="${PACKAGE}/content-types">${types}</Types>`),
    '_rels/.rels': xml(
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${RELATIONS}/officeDocument" Target="word/document.xml"/>${core ? `<Relationship Id="r2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>` : ''}</Relationships>`,
    ),
    'word/_rels/document.xml.rels': xml(
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="s1" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    ),
    'word/document.xml': xml(`<w:document xmlns:w="${WORD}"><w:body>${told.join('')}</w:body></w:document>`),
    'word/styles.xml': xml(
      `<w:styles xmlns:w="${WORD}">${[
        ['Title', 'Title'],
        ['Subtitle', 'Subtitle'],
        ['Heading1', 'heading 1'],
      ]
        .map(([id, name]) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`)
        .join('')}</w:styles>`,
    ),
    ...(core && { 'docProps/core.xml': xml(properties) }),
  });
}

/** A scene break and a line that an editor took out. */
const DELETED = ['* * *', 'He never came back.']
  .map(
    (words) =>
      `<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="Editor"/></w:rPr></w:pPr><w:del w:id="2" w:author="Editor"><w:r><w:delText>${words}</w:delText></w:r></w:del></w:p>`,
  )
  .join('');

const xml = (content) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${content}`;

/** Without styles, titles are bold and centred by hand, as many people set them. */
function wordParagraph(style, words, kind) {
  const isCentred = style === 'Break' || (style === '' && kind !== '');
  const named = style !== '' && style !== 'Break' ? `<w:pStyle w:val="${style}"/>` : '';
  const properties = `${named}${isCentred ? '<w:jc w:val="center"/>' : ''}`;
  const isBold = style === '' && (kind === 'Title' || kind === 'Heading1');
  return `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}<w:r>${isBold ? '<w:rPr><w:b/></w:rPr>' : ''}<w:t xml:space="preserve">${escapeXml(words)}</w:t></w:r></w:p>`;
}

async function odt(body) {
  const element = ([style, words]) => {
    if (style === 'Heading1')
      return `<text:h text:style-name="Heading_20_1" text:outline-level="1">${escapeXml(words)}</text:h>`;
    return `<text:p text:style-name="${style === '' || style === 'Break' ? 'Standard' : style}">${escapeXml(words)}</text:p>`;
  };
  const names =
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"';
  return zip(
    {
      mimetype: 'application/vnd.oasis.opendocument.text',
      'content.xml': xml(
        `<office:document-content ${names} office:version="1.2"><office:body><office:text>${paragraphsOf(body).map(element).join('')}</office:text></office:body></office:document-content>`,
      ),
      'meta.xml': xml(
        `<office:document-meta ${names} office:version="1.2"><office:meta><dc:title>${escapeXml(body.title)}</dc:title><meta:initial-creator>${body.author}</meta:initial-creator></office:meta></office:document-meta>`,
      ),
      'META-INF/manifest.xml': xml(
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/></manifest:manifest>',
      ),
    },
    ['mimetype'],
  );
}
