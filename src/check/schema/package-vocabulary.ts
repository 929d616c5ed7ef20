import { NAMESPACES } from '../../container/xml-tree.js';
import { counted, type ElementModel, leaf, ordered, type Vocabulary } from './vocabulary.js';

const I18N = 'xml:lang:language-or-empty dir:ltr|rtl|auto';
const TEXT = leaf('filled', `id:ncname ${I18N}`);
const PLAIN = leaf('filled', 'id:ncname');
const LINK =
  'href!:uri hreflang:language-or-empty rel!:nmtokens id:ncname refines:uri media-type:mimetype properties:nmtokens';

const DUBLIN_CORE: Readonly<Record<string, ElementModel>> = {
  ...Object.fromEntries(['identifier', 'language', 'date', 'type', 'format'].map((name) => [`dc:${name}`, PLAIN])),
  ...Object.fromEntries(
    [
      'title',
      'source',
      'creator',
      'subject',
      'description',
      'publisher',
      'contributor',
      'relation',
      'coverage',
      'rights',
    ].map((name) => [`dc:${name}`, TEXT]),
  ),
};

const OTHERS = `dc:source* dc:type* dc:format* dc:creator* dc:subject* dc:description* dc:publisher* dc:contributor*
  dc:relation* dc:coverage* dc:rights* meta* link*`.replace(/\s+/g, ' ');

/** The package document of EPUB 3. EPUB 3.3 #sec-package-doc. */
export const PACKAGE_VOCABULARY: Vocabulary = {
  title: 'the package document',
  root: 'package',
  namespace: NAMESPACES.opf,
  prefixes: { dc: NAMESPACES.dc },
  codes: { structure: 'opf-structure', attribute: 'opf-attribute' },
  elements: {
    ...DUBLIN_CORE,
    package: ordered(
      'metadata manifest spine guide? bindings? collection*',
      `version!:3.0 unique-identifier!:ncname id:ncname prefix ${I18N}`,
    ),
    metadata: counted(`dc:identifier+ dc:title+ dc:language+ dc:date? ${OTHERS}`, `id:ncname ${I18N}`),
    'collection/metadata': counted(`dc:identifier* dc:title* dc:language* dc:date* ${OTHERS}`, `id:ncname ${I18N}`),
    meta: leaf('text', `property:nmtoken refines:uri id:ncname scheme:nmtoken name content ${I18N}`),
    link: leaf('empty', LINK),
    'collection/link': leaf('empty', 'href!:uri rel:nmtokens id:ncname media-type:mimetype'),
    manifest: ordered('item+', 'id:ncname'),
    item: leaf(
      'empty',
      'id!:ncname href!:uri media-type!:mimetype fallback:ncname media-overlay:ncname properties:nmtokens',
    ),
    spine: ordered('itemref+', 'id:ncname toc:ncname page-progression-direction:ltr|rtl|default'),
    itemref: leaf('empty', 'idref!:ncname linear:yes|no id:ncname properties:nmtokens'),
    guide: ordered('reference+'),
    reference: leaf('empty', 'href!:uri type! title'),
    bindings: ordered('mediaType+'),
    mediaType: leaf('empty', 'media-type!:mimetype handler!:ncname'),
    collection: ordered(
      'metadata? (collection* link+ | collection+)',
      'id:ncname dir:ltr|rtl|auto xml:lang:language-or-empty role!',
    ),
  },
};
