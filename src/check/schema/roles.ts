/** The roles of WAI-ARIA 1.2 and DPUB-ARIA 1.1 that an author may write. */
const PLAIN = `alert alertdialog application article banner button cell checkbox columnheader combobox complementary
  contentinfo definition dialog directory document feed figure form grid gridcell group heading img link list listbox listitem
  log main marquee math menu menubar menuitem menuitemcheckbox menuitemradio navigation none note option presentation progressbar
  radio radiogroup region row rowgroup rowheader scrollbar search searchbox separator slider spinbutton status switch tab
  table tablist tabpanel term textbox timer toolbar tooltip tree treegrid treeitem`;

const PUBLISHING = `abstract acknowledgments afterword appendix backlink biblioentry bibliography biblioref chapter
  colophon conclusion cover credit credits dedication endnote endnotes epigraph epilogue errata example footnote foreword
  glossary glossref index introduction noteref notice pagebreak pagelist part preface prologue pullquote qna subtitle tip toc`;

const words = (line: string): ReadonlySet<string> => new Set(line.split(/\s+/));

export const ROLES: ReadonlySet<string> = new Set([
  ...words(PLAIN),
  ...[...words(PUBLISHING)].map((word) => `doc-${word}`),
]);

const LIST = words('directory group list listbox menu menubar none presentation radiogroup tablist toolbar tree');
const ITEM =
  words(`listitem menuitem menuitemcheckbox menuitemradio none option radio tab treeitem separator presentation
  doc-biblioentry doc-endnote`);
const HEADING = words('heading tab none presentation doc-subtitle');
const PRESENTATION = words('none presentation');
const NOTHING: ReadonlySet<string> = new Set();

/** The roles that an element may be given, where not every role is allowed. ARIA in HTML #docconformance. */
export const ROLES_OF: Readonly<Record<string, ReadonlySet<string>>> = {
  section:
    words(`alert alertdialog application dialog feed group log marquee none presentation region status tabpanel banner
    complementary contentinfo document main navigation note search doc-abstract doc-acknowledgments doc-afterword doc-appendix
    doc-bibliography doc-chapter doc-colophon doc-conclusion doc-credit doc-credits doc-dedication doc-endnotes doc-epigraph
    doc-epilogue doc-errata doc-example doc-foreword doc-glossary doc-index doc-introduction doc-notice doc-pagelist doc-part
    doc-preface doc-prologue doc-pullquote doc-qna doc-toc`),
  nav: words('navigation doc-index doc-pagelist doc-toc menu menubar none presentation tablist'),
  article: words('article document application main feed region none presentation'),
  aside:
    words(`note complementary search feed region none presentation doc-dedication doc-example doc-footnote doc-glossary
    doc-pullquote doc-tip`),
  header: words('banner group none presentation doc-footnote'),
  footer: words('contentinfo group none presentation doc-footnote'),
  main: words('main'),
  search: words('search form group none presentation region'),
  h1: HEADING,
  h2: HEADING,
  h3: HEADING,
  h4: HEADING,
  h5: HEADING,
  h6: HEADING,
  hr: words('separator none presentation doc-pagebreak'),
  ul: LIST,
  ol: LIST,
  menu: LIST,
  li: ITEM,
  dl: words('list group none presentation'),
  dt: words('term listitem'),
  dd: words('definition'),
  br: PRESENTATION,
  wbr: PRESENTATION,
  img: words(`button checkbox img link math menuitem menuitemcheckbox menuitemradio none option presentation progressbar radio
    scrollbar separator slider switch tab treeitem doc-cover`),
  embed: words('application document img none presentation'),
  object: words('application document img'),
  iframe: words('application document img none presentation'),
  area: words('link button'),
  video: words('application'),
  audio: words('application'),
  figcaption: words('none presentation group'),
  body: words('application document none presentation'),
  link: words('link none presentation'),
  button: words('button checkbox combobox link menuitem menuitemcheckbox menuitemradio option radio switch tab'),
  input:
    words(`button checkbox combobox link menuitem menuitemcheckbox menuitemradio option radio searchbox slider spinbutton switch
    tab textbox`),
  progress: words('progressbar'),
  dialog: words('alertdialog'),
  details: words('group'),
  summary: words('button'),
  textarea: words('textbox'),
  option: words('option'),
  optgroup: words('group'),
  select: words('listbox combobox menu'),
  form: words('form search none presentation'),
  fieldset: words('group radiogroup none presentation'),
  ...Object.fromEntries(
    `head title base meta style script template noscript html caption col colgroup label legend map picture param source
    track meter datalist`
      .split(/\s+/)
      .map((name) => [name, NOTHING]),
  ),
};

/** The roles of an `a` that has an `href`. */
export const ROLES_OF_LINK: ReadonlySet<string> =
  words(`button checkbox link menuitem menuitemcheckbox menuitemradio option
  radio switch tab treeitem doc-backlink doc-biblioref doc-glossref doc-noteref`);
