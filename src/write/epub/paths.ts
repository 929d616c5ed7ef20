/** Where things lie in the package, relative to the package document. */
export const NAVIGATION = 'nav.xhtml';
export const NCX = 'toc.ncx';
export const STYLESHEET = 'styles/book.css';

/** Where the package lies in the container. */
export const PACKAGE_FOLDER = 'EPUB';
export const PACKAGE_DOCUMENT = `${PACKAGE_FOLDER}/package.opf`;

/** `to` as the file `from` must write it: `text/a.xhtml`, `images/b.jpg` → `../images/b.jpg`. */
export function relativePath(from: string, to: string): string {
  const folders = from.split('/').slice(0, -1);
  const steps = to.split('/');
  let shared = 0;
  while (shared < folders.length && shared < steps.length - 1 && folders[shared] === steps[shared]) shared++;
  return [...folders.slice(shared).map(() => '..'), ...steps.slice(shared)].join('/');
}
