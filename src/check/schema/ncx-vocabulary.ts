import { NAMESPACES } from '../../container/xml-tree.js';
import { leaf, ordered, type Vocabulary } from './vocabulary.js';

const I18N = 'xml:lang:language dir:ltr|rtl';

/** The NCX. ANSI/NISO Z39.86-2005 §8, as OPF 2.0.1 §2.4.1 narrows it. */
export const NCX_VOCABULARY: Vocabulary = {
  title: 'the NCX',
  root: 'ncx',
  namespace: NAMESPACES.ncx,
  prefixes: {},
  codes: { structure: 'ncx-structure', attribute: 'ncx-attribute' },
  elements: {
    ncx: ordered('head docTitle docAuthor* navMap pageList? navList*', `version!:2005-1 ${I18N}`),
    head: ordered('meta+'),
    meta: leaf('empty', 'name! content! scheme'),
    docTitle: ordered('text img?', `id:ncname ${I18N}`),
    docAuthor: ordered('text img?', `id:ncname ${I18N}`),
    text: leaf('text', 'id:ncname class'),
    img: leaf('empty', 'id:ncname class src!'),
    navMap: ordered('navInfo* navLabel* navPoint+', 'id:ncname'),
    navInfo: ordered('text img?', I18N),
    navLabel: ordered('text img?', I18N),
    navPoint: ordered('navLabel+ content navPoint*', 'id!:ncname class playOrder'),
    content: leaf('empty', 'id:ncname src!'),
    pageList: ordered('navLabel? navInfo? pageTarget+', 'id:ncname class'),
    pageTarget: ordered('navLabel+ content', 'id:ncname value type!:front|normal|special class playOrder'),
    navList: ordered('navInfo* navLabel+ navTarget+', 'id:ncname class'),
    navTarget: ordered('navLabel+ content', 'id!:ncname class value playOrder'),
  },
};
