import { textOf } from '../../container/xml-query.js';
import { NAMESPACES, type XmlElement } from '../../container/xml-tree.js';
import type { Metadata, MetadataField } from '../../model/story.js';
import { languageTag } from '../../text/language.js';
import { readNames } from '../header/names.js';
import { MetadataBuilder } from '../metadata-builder.js';

/** What a document's properties say, where a person may have written it. */
export interface DocumentProperties {
  readonly title?: string;
  readonly creator?: string;
  readonly language?: string;
}

const LONGEST = 300;

/** What programs and templates write by themselves, and what they call their user. */
const NO_TITLE =
  /^(?:(?:microsoft )?word(?: \S+)? document|microsoft word\b.*|(?:new |neues )?(?:microsoft word )?(?:document|dokument|documento|doc)\s*\d*|untitled(?: document)?\s*\d*|unbenannt\s*\d*|sans titre\s*\d*|title|titel|normal|template|manuscript|draft|story|presentation|.*\.(?:docx?|rtf|odt|pdf|txt|wps|html?)|.*[<>{}%].*|[^\p{L}\p{N}]*|\d+)$/iu;
const NO_CREATOR =
  /^(?:microsoft(?: office)?(?: user| account)?|microsoft-konto|compte microsoft|cuenta microsoft|учетная запись майкрософт|ms office user|windows(?: user)?|office user|user|usuario|utilisateur|utente|benutzer|пользователь|admin(?:istrat(?:or|eur))?|owner|author|autor|unknown|anonymous|default|guest|home|me|pc|hp|dell|acer|asus|lenovo|toshiba|sony|apple|mac|python-docx|apache poi|docx4j|pandoc|calibre.*|google docs|libreoffice.*|openoffice.*|un-named|[^\p{L}]*|\p{Script=Latin}|.*@.*|.*\.(?:com|org|net)|(?:desktop|laptop)-.*)$/iu;

/** The core properties of a document (`docProps/core.xml`). When a file was made says nothing of its story. */
export function readProperties(root: XmlElement | undefined): DocumentProperties {
  const value = (name: string): string => {
    const found = root?.children.find(
      (child): child is XmlElement =>
        typeof child !== 'string' && child.name === name && child.namespace === NAMESPACES.dc,
    );
    return found ? textOf(found).slice(0, LONGEST).replace(/\s+/gu, ' ').trim() : '';
  };
  const title = value('title');
  const creator = value('creator');
  const language = languageTag(value('language'));
  return {
    ...(!NO_TITLE.test(title) && { title }),
    ...(!NO_CREATOR.test(creator) && { creator }),
    ...(language !== undefined && { language }),
  };
}

/** A builder that goes on from what is known. */
export function builderOf(known: Metadata): MetadataBuilder {
  const builder = new MetadataBuilder();
  const fields = Object.keys(known.receipts) as MetadataField[];
  for (const field of fields) setKnown(builder, known, field);
  for (const other of known.others) builder.keep(other);
  return builder;
}

function setKnown<Field extends MetadataField>(builder: MetadataBuilder, known: Metadata, field: Field): void {
  const value = known[field];
  const receipt = known.receipts[field];
  if (value !== undefined && receipt) builder.set(field, value as NonNullable<Metadata[Field]>, receipt);
}

/** Puts the properties where the text said nothing. `language` is what the document's own text is marked as. */
export function applyProperties(
  properties: DocumentProperties,
  language: string | undefined,
  metadata: MetadataBuilder,
): void {
  const receipt = { line: 1, column: 1, how: 'document properties' } as const;
  const { title } = metadata.metadata;
  const isUnknown = metadata.metadata.receipts.title?.how === 'file name';
  if (properties.title !== undefined && (isUnknown || title === properties.title)) {
    metadata.set('title', properties.title, { ...receipt, confidence: 0.55 });
  }
  if (properties.creator !== undefined && metadata.metadata.creators.length === 0) {
    metadata.append('creators', readNames(properties.creator, 'aut'), { ...receipt, confidence: 0.5 });
  }
  if (properties.language !== undefined) metadata.set('language', properties.language, { ...receipt, confidence: 0.5 });
  const marked = language === undefined ? undefined : languageTag(language);
  if (marked !== undefined) metadata.set('language', marked, { ...receipt, confidence: 0.3 });
}
