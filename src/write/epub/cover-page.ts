import type { CoverPage } from '../../model/book.js';
import type { Content } from './content-document.js';
import { relativePath } from './paths.js';
import { element } from './xml.js';

/** The cover's page: the image and nothing else, which Kobo shows across the whole screen. */
export function renderCoverPage({ href, title, image }: CoverPage): Content {
  const picture = element('img', { src: relativePath(href, image.href), alt: image.alt, role: 'doc-cover' });
  return {
    href,
    title,
    partition: 'frontmatter',
    children: [element('section', { class: 'cover', 'epub:type': 'cover' }, [picture])],
  };
}
