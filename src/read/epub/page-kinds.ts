/** What a document of a book is to its story. */
export type PageKind =
  | 'story'
  /** Stands beside the story and is read with it. */
  | 'foreword'
  | 'afterword'
  | 'appendix'
  | 'dedication'
  | 'epigraph'
  | 'notes'
  /** Set aside: the book that is bound has its own. */
  | 'cover'
  | 'title page'
  | 'contents'
  | 'copyright page'
  | 'advertisement'
  | 'log';

const table = (rows: Readonly<Partial<Record<PageKind, readonly string[]>>>): ReadonlyMap<string, PageKind> =>
  new Map(Object.entries(rows).flatMap(([kind, names]) => names.map((name) => [name, kind as PageKind] as const)));

/** EPUB 3 Structural Semantics Vocabulary, DPUB-ARIA without its prefix, and the types of EPUB 2's guide. */
export const KIND_OF_TYPE: ReadonlyMap<string, PageKind> = table({
  story: ['chapter', 'part', 'volume', 'prologue', 'epilogue', 'conclusion', 'division'],
  foreword: ['foreword', 'preface', 'introduction', 'preamble'],
  afterword: ['afterword', 'acknowledgments', 'acknowledgements', 'contributors'],
  appendix: ['appendix', 'glossary', 'bibliography', 'errata', 'index', 'case-study', 'credits', 'other-credits'],
  dedication: ['dedication'],
  epigraph: ['epigraph'],
  notes: ['endnotes', 'footnotes', 'rearnotes', 'notes'],
  cover: ['cover', 'coverpage', 'other.cover', 'other.ms-coverimage-standard'],
  'title page': ['titlepage', 'title-page', 'halftitlepage', 'halftitle', 'fulltitle'],
  contents: ['toc', 'landmarks', 'loi', 'lot', 'lov', 'loa', 'toc-brief'],
  'copyright page': ['copyright-page', 'copyright', 'imprint', 'colophon', 'imprimatur'],
  advertisement: ['seriespage', 'other.adcard', 'also-by'],
});

/** The names that tools and people give to files, without numbers and fillers. */
const KIND_OF_FILE: ReadonlyMap<string, PageKind> = table({
  cover: ['cover', 'coverpage', 'cvi', 'wrap', 'jacket', 'frontcover', 'backcover'],
  'title page': ['title', 'titlepage', 'tp', 'tit', 'halftitle', 'halftitlepage', 'htp', 'bastardtitle'],
  contents: ['toc', 'contents', 'tableofcontents', 'nav', 'navigation', 'tocpage', 'inhalt', 'inhaltsverzeichnis'],
  'copyright page': [
    ...['copyright', 'cpy', 'cop', 'crt', 'legal', 'imprint', 'impressum', 'colophon', 'uncopyright', 'license'],
    ...['copyrightpage', 'licence'],
  ],
  log: ['log', 'logpage'],
  dedication: ['dedication', 'ded', 'dedicationpage', 'widmung'],
  epigraph: ['epigraph', 'epi', 'motto'],
  notes: ['endnotes', 'footnotes', 'notes', 'rearnotes', 'fussnoten'],
  advertisement: [
    'alsoby',
    'adcard',
    'ads',
    'adc',
    'otherbooks',
    'advert',
    'newsletter',
    'otherbooksby',
    'promo',
    'bob',
  ],
  foreword: ['foreword', 'fwd', 'preface', 'pref', 'vorwort', 'prf'],
  afterword: [
    'afterword',
    'aft',
    'acknowledgements',
    'acknowledgments',
    'ack',
    'aboutauthor',
    'abouttheauthor',
    'ata',
    'nachwort',
  ],
  appendix: ['appendix', 'app', 'glossary', 'glo', 'bibliography'],
});

/** Headings that name a page of the book; the story's own prefaces are known by `parseHeading`. */
const KIND_OF_HEADING: ReadonlyMap<string, PageKind> = table({
  cover: ['cover', 'couverture', 'portada', 'umschlag', 'okładka', 'обложка', '封面', '表紙'],
  'title page': ['title page', 'titlepage', 'half title', 'titelseite', 'page de titre', 'título', 'titel'],
  contents: [
    ...['contents', 'table of contents', 'toc', 'inhalt', 'inhaltsverzeichnis', 'sommaire', 'table des matières'],
    ...['índice', 'indice', 'sommario', 'spis treści', 'inhoud', 'содержание', 'оглавление', '目录', '目錄', '目次'],
    ...['list of illustrations', 'illustrations', 'list of figures', 'list of tables'],
  ],
  'copyright page': [
    ...['copyright', 'copyright page', 'imprint', 'impressum', 'colophon', 'uncopyright', 'legal notice', 'kolophon'],
    ...[
      'license',
      'licence',
      'the full project gutenberg license',
      'full project gutenberg license',
      'mentions légales',
    ],
    ...['project gutenberg license', '版权', '版权信息', '奥付', 'выходные данные'],
  ],
  advertisement: [
    ...['newsletter', 'also available', 'other books', 'bücher von', 'more books', 'books by this author'],
    ...['du même auteur', 'otros libros', 'discover more', 'also from this author'],
  ],
  notes: [
    ...[
      'endnotes',
      'footnotes',
      'notes',
      'fußnoten',
      'anmerkungen',
      'notes de bas de page',
      'notas',
      'note',
      'примечания',
    ],
    ...['注释', '註釋', '脚注'],
  ],
  dedication: ['dedication', 'widmung', 'dédicace', 'dedicatoria', 'dedica', 'посвящение'],
  epigraph: ['epigraph', 'motto', 'epigraphe', 'épigraphe', 'эпиграф'],
  afterword: ['about the author', 'about the authors', 'über den autor', 'über die autorin', "à propos de l'auteur"],
});

/** Words of file names that say nothing of a page. */
const FILLERS: ReadonlySet<string> = new Set([
  ...['page', 'epub', 'html', 'xhtml', 'htm', 'book', 'ebook', 'front', 'back', 'matter', 'frontmatter', 'backmatter'],
  ...['fm', 'bm', 'split', 'index', 'oebps', 'text', 'txt', 'xml', 'body', 'file', 'part'],
]);

/** What a document's file name says of it: `text/01_title-page.xhtml`, `B_titlepage.html`. */
export function kindOfFile(path: string): PageKind | undefined {
  const stem = path.replace(/^.*\//, '').replace(/\.[^.]{1,10}$/, '');
  const words = stem
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1 && !FILLERS.has(word));
  return KIND_OF_FILE.get(words.join(''));
}

/** What the words of a heading, or of an entry of the contents, say of the page. */
export function kindOfHeading(words: string): PageKind | undefined {
  const folded = words
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/\s+/gu, ' ')
    .replace(/^[\s*–—-]+|[\s.:*–—-]+$/gu, '');
  if (folded.length > 80) return undefined;
  if (
    /^(?:also|other (?:books|titles|works)|more (?:books|titles)|books|titles) (?:written )?(?:by|from) /u.test(folded)
  ) {
    return 'advertisement';
  }
  if (/^(?:an? )?(?:sneak |exclusive |bonus )?(?:preview|excerpt|peek|teaser)(?: (?:of|from|at)\b|:|$)/u.test(folded))
    return 'appendix';
  return KIND_OF_HEADING.get(folded);
}
