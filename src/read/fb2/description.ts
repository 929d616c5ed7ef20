import { attribute, childNamed, childrenNamed, normalizeSpace, textOf } from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import type { Report } from '../../diagnostics/report.js';
import type { Block, Metadata, MetadataField, Place, Receipt, SeriesMembership, StoryDate } from '../../model/story.js';
import { readDate } from '../../text/dates.js';
import { languageTag } from '../../text/language.js';
import { piecesToBlocks } from '../hast/block-flow.js';
import { readTree } from '../hast.js';
import { loadImages } from '../images.js';
import type { ListField, MetadataBuilder } from '../metadata-builder.js';
import { rootOf } from '../xml-hast.js';
import { contentOf, type Surroundings } from './elements.js';
import { genreName } from './genres.js';
import { personOf } from './people.js';

export interface DescriptionContext {
  readonly metadata: MetadataBuilder;
  readonly report: Report;
  readonly around: Surroundings;
}

/** Reads what the file says of its book. The file’s own history, and the book that it was translated from, are left out. */
export async function readDescription(root: XmlElement, context: DescriptionContext): Promise<void> {
  const description = childNamed(root, 'description');
  const titleInfo = childNamed(description, 'title-info');
  if (titleInfo) await new DescriptionReader(context).readTitleInfo(titleInfo);
  const publishInfo = childNamed(description, 'publish-info');
  if (publishInfo) new DescriptionReader(context).readPublishInfo(publishInfo);
  const sourceUrl = childNamed(childNamed(description, 'document-info'), 'src-url');
  if (sourceUrl) new DescriptionReader(context).readSource(sourceUrl);
}

/** FictionBook says what each value is, and people fill it in by hand. */
const SURE = 0.95;

class DescriptionReader {
  readonly #metadata: MetadataBuilder;
  readonly #report: Report;
  readonly #around: Surroundings;

  constructor({ metadata, report, around }: DescriptionContext) {
    this.#metadata = metadata;
    this.#report = report;
    this.#around = around;
  }

  async readTitleInfo(info: XmlElement): Promise<void> {
    this.#setText('title', childNamed(info, 'book-title'));
    for (const one of childrenNamed(info, 'author')) this.#append('creators', personOf(one, 'aut'), one);
    for (const one of childrenNamed(info, 'translator')) this.#append('creators', personOf(one, 'trl'), one);
    for (const one of childrenNamed(info, 'genre')) {
      const genre = genreName(textOf(one));
      if (genre !== undefined) this.#append('genres', [genre], one);
    }
    for (const one of childrenNamed(info, 'sequence')) this.#append('series', seriesOf(one), one);
    const keywords = childNamed(info, 'keywords');
    if (keywords) this.#append('tags', textOf(keywords).split(/[,;]/).map(normalizeSpace).filter(Boolean), keywords);
    this.#readLanguage(childNamed(info, 'lang'));
    this.#readPublished(childNamed(info, 'date'), SURE);
    const annotation = childNamed(info, 'annotation');
    const summary = annotation ? await this.#blocks(annotation) : [];
    if (annotation && summary.length > 0) this.#set('summary', summary, annotation);
  }

  readPublishInfo(info: XmlElement): void {
    this.#setText('publisher', childNamed(info, 'publisher'));
    // Less sure than the date in title-info, which it must not replace.
    this.#readPublished(childNamed(info, 'year'), 0.7);
    for (const one of childrenNamed(info, 'isbn')) this.#append('identifiers', isbnsOf(textOf(one)), one);
  }

  /** The page that the text was taken from; a whole site is none. */
  readSource(element: XmlElement): void {
    const address = textOf(element).trim();
    if (!/^https?:\/\//i.test(address) || /\s/.test(address) || !URL.canParse(address)) return;
    const { pathname, search } = new URL(address);
    if (pathname.length > 1 || search !== '') this.#set('source', address, element, 0.7);
  }

  #readLanguage(element: XmlElement | undefined): void {
    const stated = element ? normalizeSpace(textOf(element)) : '';
    if (!element || stated === '') return;
    const language = languageTag(stated);
    if (language !== undefined) this.#set('language', language, element);
    else {
      const message = `\`${stated.slice(0, 80)}\` is no language that storybind knows. Write a tag such as \`en\` or \`ru\` in \`lang\`.`;
      this.#report.add('language-invalid', message, this.#around.placeOf(element));
    }
  }

  #readPublished(element: XmlElement | undefined, confidence: number): void {
    if (!element) return;
    const stated = [attribute(element, 'value') ?? '', textOf(element)].map((date) => readDate(date));
    const reading = stated.find(({ kind }) => kind === 'date');
    if (reading?.kind === 'date') {
      this.#set('published', reading.iso as StoryDate, element, confidence * reading.confidence);
    }
  }

  async #blocks(annotation: XmlElement): Promise<readonly Block[]> {
    const images = await loadImages([], { name: '', bytes: new Uint8Array() }, this.#report);
    const tree = rootOf(contentOf(annotation, this.#around), this.#report);
    return piecesToBlocks(readTree(tree, { report: this.#report, images }).pieces);
  }

  #setText(field: 'title' | 'publisher', element: XmlElement | undefined): void {
    const text = element ? normalizeSpace(textOf(element)) : '';
    if (element && text !== '') this.#set(field, text, element);
  }

  #set<Field extends MetadataField>(
    field: Field,
    value: NonNullable<Metadata[Field]>,
    element: XmlElement,
    confidence = SURE,
  ): void {
    this.#metadata.set(field, value, receipt(this.#around.placeOf(element), confidence));
  }

  #append<Field extends ListField>(field: Field, values: Metadata[Field], element: XmlElement): void {
    this.#metadata.append(field, values, receipt(this.#around.placeOf(element), SURE));
  }
}

const receipt = (place: Place, confidence: number): Receipt => ({ ...place, how: 'document properties', confidence });

function seriesOf(sequence: XmlElement): readonly SeriesMembership[] {
  const name = normalizeSpace(attribute(sequence, 'name') ?? '');
  const position = Number(attribute(sequence, 'number')?.trim().replace(',', '.') || Number.NaN);
  if (name === '') return [];
  return [{ name, ...(Number.isFinite(position) && position > 0 && { position }) }];
}

/** Numbers of ten or thirteen digits, whatever parts them. */
function isbnsOf(text: string): readonly string[] {
  const numbers = text.slice(0, 500).match(/\d(?:[\d -]{8,20})[\dXx]/g) ?? [];
  return numbers
    .map((number) => number.replace(/[ -]/g, '').toUpperCase())
    .filter((number) => /^(?:97[89]\d{10}|\d{9}[\dX])$/.test(number))
    .map((number) => `urn:isbn:${number}`);
}
