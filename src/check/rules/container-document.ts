import { CONTAINER_PATH, type Publication } from '../../container/publication.js';
import { attribute } from '../../container/xml-query.js';
import type { Findings } from '../findings.js';
import type { Rule } from '../rule.js';
import { CONTAINER_VOCABULARY } from '../schema/container-vocabulary.js';
import { checkVocabulary } from '../schema/vocabulary.js';
import { checkXml } from '../xml-document.js';

/** META-INF/container.xml is there, is sound, and names a package document that is there. */
export const containerDocument: Rule = {
  name: 'container-document',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-container-metainf-container.xml',
  check(book, findings) {
    const { container, archive } = book;
    if (container === undefined) {
      if (archive.entries.length > 0) findings.add('ocf-container-missing', '`META-INF/container.xml` is missing.');
      return;
    }
    if (!checkXml(container, findings)) return;
    checkVocabulary(container, CONTAINER_VOCABULARY, findings);
    checkRootfiles(book, findings);
  },
};

function checkRootfiles(book: Publication, findings: Findings): void {
  if (book.packagePaths.length === 0) {
    findings.add('ocf-rootfile', 'No `rootfile` names a package document.', CONTAINER_PATH);
  }
  for (const element of book.container?.elements ?? []) {
    if (element.name !== 'rootfile') continue;
    const path = attribute(element, 'full-path') ?? '';
    if (path === '') findings.add('ocf-rootfile', 'A `rootfile` has no `full-path`.', element);
    else if (!book.files.has(path)) {
      findings.add(
        'ocf-rootfile',
        `The package document \`${path}\` is not in the container. Correct \`full-path\`.`,
        element,
      );
    }
  }
}
