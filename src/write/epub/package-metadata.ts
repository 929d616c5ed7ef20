import type { Book } from '../../model/book.js';
import type { Creator, Metadata, SeriesMembership } from '../../model/story.js';
import { blocksText } from '../../model/visit.js';
import { element, type XmlElement } from './xml.js';

/** The id of the `dc:identifier` that `package@unique-identifier` names. */
export const IDENTIFIER_ID = 'book-id';

/** The claim that EPUB Accessibility 1.1 #sec-conf-reporting wants word for word. */
const CONFORMANCE = 'EPUB Accessibility 1.1 - WCAG 2.2 Level AA';

/** The package's metadata. Nothing empty, nothing that the source does not say. EPUB 3.3 #sec-pkg-metadata. */
export function packageMetadata(book: Book, coverId: string | undefined): XmlElement {
  const { metadata } = book;
  return element('metadata', { 'xmlns:dc': 'http://purl.org/dc/elements/1.1/' }, [
    element('dc:identifier', { id: IDENTIFIER_ID }, [book.identifier]),
    ...terms('dc:identifier', metadata.identifiers),
    ...titles(book),
    ...metadata.creators.flatMap(creator),
    element('dc:language', {}, [book.language]),
    ...term('dc:description', blocksText(metadata.summary)),
    ...terms('dc:subject', subjects(metadata)),
    ...term('dc:publisher', metadata.publisher),
    ...term('dc:date', metadata.published ?? metadata.completed),
    ...term('dc:rights', metadata.rights),
    ...term('dc:source', metadata.source),
    property('dcterms:modified', book.modified),
    ...metadata.series.flatMap(collection),
    ...calibreSeries(metadata.series[0]),
    ...accessibility(book),
    ...(coverId === undefined ? [] : [named('cover', coverId)]),
    ...(book.isVertical ? [named('primary-writing-mode', 'vertical-rl')] : []),
  ]);
}

const term = (name: string, value: string | undefined): readonly XmlElement[] =>
  value?.trim() ? [element(name, {}, [value.trim()])] : [];

const terms = (name: string, values: readonly string[]): readonly XmlElement[] =>
  values.flatMap((value) => term(name, value));

const property = (name: string, value: string): XmlElement => element('meta', { property: name }, [value]);

/** A statement about another one. EPUB 3.3 #attrdef-refines. */
const refine = (id: string, name: string, value: string, scheme?: string): XmlElement =>
  element('meta', { refines: `#${id}`, property: name, scheme }, [value]);

/** The form of EPUB 2, which Kobo, Nook and Kindle look for the cover in, and Calibre for the series. */
const named = (name: string, content: string): XmlElement => element('meta', { name, content });

function titles({ title, metadata: { subtitle } }: Book): readonly XmlElement[] {
  if (!subtitle?.trim()) return [element('dc:title', { id: 'title' }, [title])];
  return [
    element('dc:title', { id: 'title' }, [title]),
    refine('title', 'title-type', 'main'),
    refine('title', 'display-seq', '1'),
    element('dc:title', { id: 'subtitle' }, [subtitle.trim()]),
    refine('subtitle', 'title-type', 'subtitle'),
    refine('subtitle', 'display-seq', '2'),
  ];
}

/** The author is the creator; an illustrator, a translator, an editor contributes. */
function creator({ name, role, fileAs }: Creator, index: number): readonly XmlElement[] {
  const id = `creator-${index + 1}`;
  return [
    element(role === 'aut' ? 'dc:creator' : 'dc:contributor', { id }, [name]),
    refine(id, 'role', role, 'marc:relators'),
    ...(fileAs === undefined ? [] : [refine(id, 'file-as', fileAs)]),
  ];
}

/** What a reader may look the book up by: each value an element of its own, and none twice. */
function subjects({ fandoms, relationships, characters, genres, tags, rating, warnings }: Metadata) {
  const ratings = rating === undefined ? [] : [rating];
  return [...new Set([...fandoms, ...relationships, ...characters, ...genres, ...tags, ...ratings, ...warnings])];
}

/** EPUB 3.3 #sec-belongs-to-collection. */
function collection({ name, position }: SeriesMembership, index: number): readonly XmlElement[] {
  const id = `series-${index + 1}`;
  return [
    element('meta', { property: 'belongs-to-collection', id }, [name]),
    refine(id, 'collection-type', 'series'),
    ...(position === undefined ? [] : [refine(id, 'group-position', String(position))]),
  ];
}

/** Calibre and KOReader know one series, by these names. */
function calibreSeries(series: SeriesMembership | undefined): readonly XmlElement[] {
  if (!series) return [];
  const { name, position } = series;
  return [
    named('calibre:series', name),
    ...(position === undefined ? [] : [named('calibre:series_index', String(position))]),
  ];
}

/**
 * What the book claims of its accessibility. EPUB Accessibility 1.1 #sec-disc-package. A story is read as text, and its
 * cover does not make it visual; its pictures do, and only their descriptions make the text enough. Conformance is
 * claimed only in the name of who evaluated it.
 */
function accessibility({ accessibility: claims, resources }: Book): readonly XmlElement[] {
  const { features, summary, certifiedBy } = claims;
  const isVisual = resources.length > 0;
  const isTextEnough = !isVisual || features.includes('alternativeText');
  return [
    property('schema:accessMode', 'textual'),
    ...(isVisual ? [property('schema:accessMode', 'visual')] : []),
    property('schema:accessModeSufficient', isTextEnough ? 'textual' : 'textual,visual'),
    ...features.map((feature) => property('schema:accessibilityFeature', feature)),
    property('schema:accessibilityHazard', 'none'),
    property('schema:accessibilitySummary', summary),
    ...(certifiedBy === undefined
      ? []
      : [property('dcterms:conformsTo', CONFORMANCE), property('a11y:certifiedBy', certifiedBy)]),
  ];
}
