// The same story in the encodings that its language was written in before UTF-8, and in those with and without a BOM.
import { foreign, labelOf } from './bodies.mjs';
import { bytesOf } from './text.mjs';

const ENCODINGS = {
  german: ['windows-1252', 'macintosh', 'utf-16le'],
  french: ['windows-1252', 'utf-8 with BOM'],
  russian: ['windows-1251', 'koi8-r', 'ibm866', 'utf-16be with BOM'],
  japanese: ['shift_jis', 'euc-jp', 'utf-16le with BOM'],
  chinese: ['gb18030', 'utf-8'],
  polish: ['windows-1250', 'iso-8859-2'],
};

/** Each with labels in its own language. */
export function encodingVariations() {
  return Object.entries(ENCODINGS).flatMap(([name, encodings]) => {
    const body = foreign[name];
    return encodings.map((encoding, at) => ({
      name: `variations/encodings/${name}-${encoding.replaceAll(' ', '-')}.txt`,
      bytes: bytesOf(plainText(body).replaceAll('\n', at % 2 ? '\n' : '\r\n'), encoding),
      label: { ...labelOf(body), title: body.title, authors: [body.author], summary: body.summary },
    }));
  });
}

function plainText({ title, author, summary, labels, heading, headings, chapters }) {
  const colon = headings ? '：' : ': ';
  const pieces = chapters.flatMap((chapter, at) => [
    headings ? `${headings[at]}　${chapter.title}` : `${heading} ${at + 1}: ${chapter.title}`,
    chapter.scenes.map((scene) => scene.join('\n\n')).join('\n\n* * *\n\n'),
  ]);
  const lines = [
    `${labels.title}${colon}${title}`,
    `${labels.author}${colon}${author}`,
    `${labels.summary}${colon}${summary}`,
  ];
  return `${[lines.join('\n'), ...pieces].join('\n\n')}\n`;
}
