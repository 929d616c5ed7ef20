import { normalizeSpace, textOf } from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import type { Receipt } from '../../model/story.js';
import { languageTag } from '../../text/language.js';
import { readNames } from '../header/names.js';
import type { MetadataBuilder } from '../metadata-builder.js';
import { childOf } from './names.js';

/** What programs and their installers write for whoever sits there, and names of files. */
const NOBODY =
  /^(?:user|users?\d*|admin(?:istrator)?|owner|root|guest|default|unknown|author|(?:windows|microsoft office|office|preferred|ubuntu|libreoffice) user|microsoft|hp|dell|acer|asus|lenovo|toshiba|[^\p{L}]*)$/iu;
const NO_TITLE =
  /^(?:untitled|document|title|microsoft word\b|word document|unbenannt|без имени|\S{1,200}\.(?:docx?|odt|rtf|txt|html?))/iu;

const receipt = (confidence: number): Receipt => ({ line: 1, column: 1, how: 'document properties', confidence });

/** The title in the document’s properties, if it looks like one. People see it nowhere in the text. */
export function propertiesTitle(meta: XmlElement | undefined): string | undefined {
  const title = valueIn(meta, 'dc:title');
  return title === '' || NO_TITLE.test(title) ? undefined : title;
}

/** Fills what the text does not say. The dates of a file say nothing of when its story was published. */
export function readProperties(meta: XmlElement | undefined, metadata: MetadataBuilder): void {
  const known = metadata.metadata;
  if (known.creators.every(({ role }) => role !== 'aut')) {
    const names = [valueIn(meta, 'meta:initial-creator'), valueIn(meta, 'dc:creator')];
    const name = names.find((one) => one !== '' && !NOBODY.test(one));
    if (name !== undefined) metadata.append('creators', readNames(name, 'aut'), receipt(0.4));
  }
  const language = languageTag(valueIn(meta, 'dc:language'));
  if (language !== undefined) metadata.set('language', language, receipt(0.3));
}

function valueIn(meta: XmlElement | undefined, name: string): string {
  const element = childOf(meta, name);
  return element ? normalizeSpace(textOf(element)) : '';
}
