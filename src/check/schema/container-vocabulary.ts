import { PACKAGE_TYPE } from '../../container/publication.js';
import { NAMESPACES } from '../../container/xml-tree.js';
import { leaf, ordered, type Vocabulary } from './vocabulary.js';

/** META-INF/container.xml. OCF 3.3 #sec-container-metainf-container.xml. */
export const CONTAINER_VOCABULARY: Vocabulary = {
  title: 'META-INF/container.xml',
  root: 'container',
  namespace: NAMESPACES.container,
  prefixes: {},
  codes: { structure: 'ocf-structure', attribute: 'ocf-attribute' },
  elements: {
    container: ordered('rootfiles links?', 'version!:1.0'),
    rootfiles: ordered('rootfile+'),
    rootfile: leaf('empty', `full-path!:uri-filled media-type!:${PACKAGE_TYPE}|`),
    links: ordered('link+'),
    link: leaf('empty', 'href!:uri rel! media-type:mimetype'),
  },
};
