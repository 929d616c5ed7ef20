// A body's chapters as markup.

export const escapeXml = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** `Chapter 1: The Will`, in the body's language. */
export const headingOf = ({ heading = 'Chapter', headings }, chapter, at) =>
  headings ? `${headings[at]}　${chapter.title}` : `${heading} ${at + 1}: ${chapter.title}`;

export const paragraphsHtml = (paragraphs) => paragraphs.map((one) => `<p>${escapeXml(one)}</p>`).join('\n');

/** The chapter under its heading; a one-shot has none. */
export function chapterHtml(body, at, { level = 'h2', scene = '<hr />', isAlwaysHeaded = false } = {}) {
  const chapter = body.chapters[at];
  const isHeaded = isAlwaysHeaded || body.chapters.length > 1;
  const title = isHeaded ? `<${level}>${escapeXml(headingOf(body, chapter, at))}</${level}>\n` : '';
  return `${title}${chapter.scenes.map(paragraphsHtml).join(`\n${scene}\n`)}`;
}
