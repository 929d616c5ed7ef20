import mammoth from 'mammoth';
import { packContainer } from '../../container/ocf.js';
import { type Report, StoryError } from '../../diagnostics/report.js';
import type { SettledDocument } from './settle.js';
import type { ImageNote } from './settling.js';
import { xml } from './word-xml.js';

/** Mammoth's own rules for lists; every other look is ours. */
const LISTS: readonly string[] = [
  ...['unordered', 'ordered'].flatMap((kind) => {
    const list = kind === 'ordered' ? 'ol' : 'ul';
    return [1, 2, 3, 4, 5].map(
      (level) => `p:${kind}-list(${level}) => ${'ul|ol > li > '.repeat(level - 1)}${list} > li:fresh`,
    );
  }),
];

const RUNS: readonly string[] = [
  'r.code => code',
  'r.rubyBase => ruby:fresh',
  'r.rubyText => ruby > rt:fresh',
  'small-caps => span.smallcaps',
  'u => u',
];

/** The settled document as HTML. Files outside of it, styles that it brings along, and its comments are left alone. */
export async function toHtml(document: SettledDocument, file: string, report: Report): Promise<string> {
  const encoder = new TextEncoder();
  const bytes = await packContainer(
    [...document.files, ...PACKAGE].map(({ path, text }) => ({ path, bytes: encoder.encode(text) })),
  );
  const { value, messages } = await convert(Buffer.from(bytes), document.styleMap, file);
  const lost = messages.filter(({ message }) => message.startsWith('A w:sym element'));
  if (lost.length > 0) {
    const times = lost.length > 1 ? ` (${lost.length} times)` : '';
    const message = `A sign of a font of symbols has no letter of its own and was left out${times}. Write it as text or a picture.`;
    report.add('markup-dropped', message);
  }
  return value;
}

async function convert(buffer: Buffer, styleMap: readonly string[], file: string) {
  try {
    return await mammoth.convertToHtml(
      { buffer },
      {
        styleMap: [...styleMap, ...LISTS, ...RUNS],
        includeDefaultStyleMap: false,
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
        convertImage: mammoth.images.imgElement(async (image) => {
          const note = JSON.parse(new TextDecoder().decode(await image.readAsBuffer())) as ImageNote;
          return { ...note };
        }),
      },
    );
  } catch (cause) {
    const message = 'The document’s markup could not be understood. Open it in a word processor and save it again.';
    throw new StoryError('input-damaged', message, { file }, { cause });
  }
}

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const CONTENT_TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';

/** What makes files a DOCX. */
const PACKAGE = [
  {
    path: '_rels/.rels',
    text: xml(
      'Relationships',
      { xmlns: RELATIONSHIPS },
      xml('Relationship', {
        Id: 'document',
        Type: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument',
        Target: 'word/document.xml',
      }),
    ),
  },
  {
    path: '[Content_Types].xml',
    text: xml('Types', { xmlns: CONTENT_TYPES }, xml('Default', { Extension: 'png', ContentType: 'image/png' })),
  },
] as const;
