/** What a paragraph is by its style. */
export type Role =
  | 'body'
  | 'heading'
  | 'title'
  | 'subtitle'
  | 'author'
  | 'date'
  | 'quote'
  | 'epigraph'
  | 'verse'
  | 'code'
  | 'contents';

export interface NamedRole {
  readonly role: Role;
  /** Of a heading: 1 to 6. */
  readonly level?: number;
}

/**
 * Roles by the names of styles. Word keeps its built-in names in English and translates only their ids; other tools
 * translate the names themselves.
 */
const ROLES: readonly (readonly [Role, readonly string[]])[] = [
  ['title', ['title', 'book title', 'story title', 'titel', 'titre', 'título', 'titulo', 'titolo', 'tytuł', 'rubrik']],
  [
    'title',
    [
      'название',
      'заголовок книги',
      'titlu',
      'título principal',
      '表題',
      '標題',
      '제목',
      'titul',
      'název',
      'otsikko',
      'cím',
    ],
  ],
  [
    'subtitle',
    ['subtitle', 'untertitel', 'sous-titre', 'subtítulo', 'sottotitolo', 'ondertitel', 'podtytuł', 'подзаголовок'],
  ],
  [
    'subtitle',
    ['underrubrik', 'undertitel', 'undertittel', '副题', '副标题', '副題', '부제', 'alaotsikko', 'podnadpis'],
  ],
  [
    'author',
    ['author', 'byline', 'autor', 'auteur', 'autore', 'verfasser', 'autor/a', 'автор', 'författare', '作者', '저자'],
  ],
  ['date', ['date', 'datum', 'fecha', 'data', 'дата', '日期', '日付']],
  [
    'quote',
    ['quote', 'intense quote', 'block text', 'block quote', 'block quotation', 'blockquote', 'quotations', 'quotation'],
  ],
  [
    'quote',
    [
      'zitat',
      'intensives zitat',
      'citation',
      'citation intense',
      'cita',
      'citazione',
      'citaat',
      'citat',
      'cytat',
      'цитата',
      '引用',
      '引用文',
      '인용',
    ],
  ],
  ['epigraph', ['epigraph', 'epigraf', 'épigraphe', 'epígrafe', 'epigrafe', 'эпиграф', 'motto']],
  [
    'verse',
    [
      'verse',
      'verses',
      'poem',
      'poetry',
      'stanza',
      'lyrics',
      'song lyrics',
      'gedicht',
      'vers',
      'poème',
      'poema',
      'verso',
      'стихи',
    ],
  ],
  ['code', ['html preformatted', 'source code', 'preformatted text', 'code block', 'code']],
];

const BY_NAME: ReadonlyMap<string, Role> = new Map(
  ROLES.flatMap(([role, names]) => names.map((name) => [name, role] as const)),
);

const HEADING =
  /^(?:heading|überschrift|berschrift|titre|título|ttulo|titulo|titolo|nagłówek|nagwek|kop|rubrik|overskrift|otsikko|nadpis|címsor|cmsor|titlu|заголовок|标题|標題|見出し|제목|başlık|balk|כותרת|عنوان)\s*-?([1-9])(?:\s*char)?$/iu;
const CHAPTER =
  /^(?:chapter|kapitel|chapitre|capítulo|capitulo|capitolo|hoofdstuk|rozdział|глава)[\s_-]*(?:title|head|heading|name|number|no|#|titel|titre|überschrift)?$/iu;
const PART = /^(?:part|teil|partie|parte|deel|część|часть)[\s_-]*(?:title|head|heading|name|number|no|titel|titre)$/iu;
const CONTENTS =
  /^(?:toc|contents|verzeichnis|tm|tdc|sommario|spis treści|inhopg|оглавление|目录|目次)\s*\d$|^toc heading$|^table of contents$|^contents heading$/iu;

/** What a style's name or id says, or undefined when it says nothing. */
export function roleOfName(name: string): NamedRole | undefined {
  const words = name.trim().toLowerCase();
  const heading = HEADING.exec(words);
  if (heading) return { role: 'heading', level: Math.min(6, Number(heading[1])) };
  if (CONTENTS.test(words)) return { role: 'contents' };
  // Apple Pages.
  if (words === 'heading' || PART.test(words)) return { role: 'heading', level: 1 };
  if (CHAPTER.test(words)) return { role: 'heading', level: 2 };
  const role = BY_NAME.get(words);
  return role && { role };
}

/** Styles for words of a program within a line. */
export const isCodeStyle = (name: string): boolean =>
  /^(?:verbatim char|html code|html typewriter|source text|inline code|code char)$/iu.test(name.trim());
