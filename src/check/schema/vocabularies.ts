const words = (line: string): ReadonlySet<string> => new Set(line.split(/\s+/).filter((word) => word !== ''));

/** Where a property may stand. */
export type PropertyPlace = 'meta' | 'rel' | 'link' | 'item' | 'itemref' | 'type';

/** The prefixes that need no declaration, by place. EPUB 3.3 #sec-reserved-prefixes. */
export const RESERVED_PREFIXES: Readonly<Record<string, string>> = {
  a11y: 'http://www.idpf.org/epub/vocab/package/a11y/#',
  dcterms: 'http://purl.org/dc/terms/',
  marc: 'http://id.loc.gov/vocabulary/',
  media: 'http://www.idpf.org/epub/vocab/overlays/#',
  onix: 'http://www.editeur.org/ONIX/book/codelists/current.html#',
  rendition: 'http://www.idpf.org/vocab/rendition/#',
  schema: 'http://schema.org/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  msv: 'http://www.idpf.org/epub/vocab/structure/magazine/#',
  prism: 'http://www.prismstandard.org/specifications/3.0/PRISM_CV_Spec_3.0.htm#',
  epubsc: 'http://idpf.org/epub/vocab/sc/#',
};

/** The vocabularies that the prefix attribute must not declare. EPUB 3.3 #sec-prefix-attr. */
export const DEFAULT_VOCABULARIES: ReadonlySet<string> = words(`http://idpf.org/epub/vocab/package/item/#
  http://idpf.org/epub/vocab/package/itemref/# http://idpf.org/epub/vocab/package/meta/#
  http://idpf.org/epub/vocab/package/link/#`);

export const DUBLIN_CORE_ELEMENTS = 'http://purl.org/dc/elements/1.1/';

/** The terms without a prefix, by place. EPUB 3.3 #app-vocabs. */
const TERMS: Readonly<Record<PropertyPlace, ReadonlySet<string>>> = {
  meta: words(`alternate-script authority belongs-to-collection collection-type display-seq dictionary-type file-as
    group-position identifier-type meta-auth pageBreakSource role source-language source-of target-language term title-type`),
  rel: words('acquire alternate marc21xml-record mods-record onix-record record voicing xml-signature xmp-record'),
  link: words('onix'),
  item: words(
    `cover-image data-nav dictionary glossary index mathml nav remote-resources scripted search-key-map svg switch`,
  ),
  itemref: words('page-spread-left page-spread-right'),
  type: words(`abstract acknowledgments afterword annoref annotation appendix aside assessment assessments backlink
    backmatter balloon biblioentry bibliography biblioref bodymatter bridgehead case-study chapter colophon concluding-sentence
    conclusion contributors copyright-page cover covertitle credit credits dedication division endnote endnotes
    epigraph epilogue errata example feedback figure fill-in-the-blank-problem footnote footnotes foreword frontmatter fulltitle
    general-problem glossary glossdef glossref glossterm halftitle halftitlepage help imprimatur imprint index index-editor-note
    index-entry index-entry-list index-group index-headnotes index-legend index-locator index-locator-list
    index-locator-range index-term index-term-categories index-term-category index-xref-preferred index-xref-related
    introduction keyword keywords label landmarks learning-objective learning-objectives learning-outcome
    learning-outcomes learning-resource learning-resources learning-standard learning-standards list list-item loa loi lot lov
    marginalia match-problem multiple-choice-problem note noteref notice ordinal other-credits page-list pagebreak panel
    panel-group part practice practices preamble preface prologue pullquote qna question antonym-group condensed-entry def dictentry
    dictionary etymology gram-info idiom part-of-speech part-of-speech-group part-of-speech-list phonetic-transcription
    phrase-group phrase-list sense-group sense-list synonym-group tran tran-info rearnote rearnotes referrer region-based
    revision-history seriespage sidebar sound-area subchapter subtitle table table-cell table-row text-area tip title titlepage
    toc toc-brief topic-sentence true-false-problem volume volumes warning`),
};

/** The terms of the reserved prefixes that are closed vocabularies, by place. */
const PREFIXED: Readonly<Record<string, Readonly<Partial<Record<PropertyPlace, ReadonlySet<string>>>>>> = {
  a11y: {
    meta: words('certifiedBy certifierCredential exemption'),
    rel: words('certifierCredential certifierReport'),
  },
  media: { meta: words('active-class duration narrator playback-active-class') },
  rendition: {
    meta: words('layout orientation spread viewport flow'),
    itemref:
      words(`layout-pre-paginated layout-reflowable orientation-auto orientation-landscape orientation-portrait spread-auto
      spread-both spread-landscape spread-none spread-portrait page-spread-center page-spread-left page-spread-right
      flow-paginated flow-scrolled-continuous flow-scrolled-doc flow-auto align-x-center`),
  },
};

/** The manifest properties that only some media types may have. EPUB 3.3 #app-item-properties-vocab. */
export const ITEM_PROPERTY_TYPES: Readonly<Record<string, RegExp>> = {
  'cover-image': /^image\//,
  'data-nav': /^application\/xhtml\+xml$/,
  dictionary: /^application\/vnd\.epub\.search-key-map\+xml$/,
  glossary: /^application\/(?:vnd\.epub\.search-key-map|xhtml)\+xml$/,
  index: /^application\/xhtml\+xml$/,
  mathml: /^(?:application\/xhtml|image\/svg)\+xml$/,
  nav: /^application\/xhtml\+xml$/,
  'remote-resources': /^(?:application\/(?:xhtml|smil)\+xml|image\/svg\+xml|text\/css)$/,
  scripted: /^(?:application\/xhtml|image\/svg)\+xml$/,
  'search-key-map': /^application\/vnd\.epub\.search-key-map\+xml$/,
  svg: /^application\/xhtml\+xml$/,
  switch: /^(?:application\/xhtml|image\/svg)\+xml$/,
};

export type PropertyFault = 'malformed' | 'undefined' | 'prefix';

/** What is wrong with a property; undefined when nothing is. EPUB 3.3 #sec-property-datatype. */
export function propertyFault(
  property: string,
  place: PropertyPlace,
  declared: ReadonlyMap<string, string>,
): PropertyFault | undefined {
  const colon = property.indexOf(':');
  if (colon < 0) return TERMS[place].has(property) ? undefined : 'undefined';
  const [prefix, term] = [property.slice(0, colon), property.slice(colon + 1)];
  if (prefix === '' || term === '') return 'malformed';
  const vocabulary = declared.has(prefix) ? reservedFor(declared.get(prefix)) : prefix;
  if (vocabulary === undefined) return undefined;
  if (!Object.hasOwn(RESERVED_PREFIXES, vocabulary)) return 'prefix';
  const closed = PREFIXED[vocabulary];
  return closed === undefined || closed[place]?.has(term) ? undefined : 'undefined';
}

/** The reserved prefix of a vocabulary’s URL; undefined for vocabularies of others. */
function reservedFor(url: string | undefined): string | undefined {
  return Object.keys(RESERVED_PREFIXES).find((prefix) => RESERVED_PREFIXES[prefix] === url);
}
