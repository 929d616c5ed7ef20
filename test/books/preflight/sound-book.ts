import { type BookFiles, GOOD_BOOK, packBook } from '../mutations/good-book.js';

/** What is done to a book: its files in, its files out. */
export type Change = (files: Map<string, Uint8Array>) => unknown;

export const RAIN = 'EPUB/text/the-rain.xhtml';
export const TIDE = 'EPUB/text/the-tide.xhtml';
export const PACKAGE = 'EPUB/package.opf';
export const NAV = 'EPUB/nav.xhtml';
export const NCX = 'EPUB/toc.ncx';
export const SHEET = 'EPUB/css/book.css';

/** Writes one passage of a file anew. */
export const edit =
  (path: string, from: string | RegExp, to: string): Change =>
  (files) => {
    const text = new TextDecoder().decode(files.get(path));
    const edited = text.replace(from, () => to);
    if (edited === text) throw new Error(`${path} does not hold ${from}`);
    files.set(path, new TextEncoder().encode(edited));
  };

/** Puts markup before the second paragraph of a page. */
export const inBody = (markup: string): Change => edit(RAIN, '<p>Nine lamps', `${markup}<p>Nine lamps`);

export const withStyles = (css: string): Change => edit(SHEET, /$/, `\n${css}\n`);

/** Puts a file into the book and its manifest. */
export const withFile =
  (name: string, mediaType: string, bytes: Uint8Array | string, more = ''): Change =>
  (files) => {
    files.set(`EPUB/${name}`, typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes);
    const href = encodeURI(name).replaceAll('#', '%23');
    const item = `<item id="added" href="${href}" media-type="${mediaType}"${more}/>`;
    edit(PACKAGE, '</manifest>', `${item}</manifest>`)(files);
  };

/** Gives a file another name, and its links with it. */
export const renamed =
  (from: string, to: string): Change =>
  (files) => {
    const [old, name] = [from, to].map((path) => path.slice(path.lastIndexOf('/') + 1));
    const entries = [...files].map(([path, bytes]) => [path === from ? to : path, bytes] as const);
    files.clear();
    for (const [path, bytes] of entries) {
      const isText = /\.(?:opf|ncx|xhtml)$/.test(path);
      const text = isText ? new TextDecoder().decode(bytes).replaceAll(old ?? '', encodeURIComponent(name ?? '')) : '';
      files.set(path, isText ? new TextEncoder().encode(text) : bytes);
    }
  };

/** The files of a book that no device stumbles over: Kobo’s marks, and no page for the cover that Kindle shows itself. */
export async function soundFiles(...changes: readonly Change[]): Promise<BookFiles> {
  const files = new Map(GOOD_BOOK);
  const marked = '<p>Nine lamps, <span class="koboSpan" id="kobo.1.1">one keeper.</span></p>';
  for (const change of [
    edit(PACKAGE, '<itemref idref="cover"/>', ''),
    edit(PACKAGE, /<reference type="cover"[^>]*>/, ''),
    edit(NAV, /<li><a epub:type="cover".*<\/li>/, ''),
    edit(RAIN, '<p>Nine lamps, one keeper.</p>', marked),
    ...changes,
  ]) {
    await change(files);
  }
  return files;
}

export const bookOf = async (...changes: readonly Change[]): Promise<Uint8Array> =>
  packBook(await soundFiles(...changes));
