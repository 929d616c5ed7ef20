import type { PackageDocument } from '../../container/package-document.js';
import type { Publication } from '../../container/publication.js';
import { attribute, attributeOf } from '../../container/xml-query.js';
import { NAMESPACES } from '../../container/xml-tree.js';
import { languageTag } from '../../text/language.js';
import { documentsOf, XHTML_TYPE } from '../content.js';
import { shorten } from '../schema/vocabulary.js';
import type { DeviceRule } from './device-rule.js';
import { isKindleLanguage } from './kindle-languages.js';

/** Send-to-Kindle answers E999 to a book whose language is missing or none. */
export const language: DeviceRule = {
  code: 'preflight-language',
  name: 'language',
  source: 'innocenat/kindle-epub-fix; WebToEpub#1154',
  isMendable: true,
  concerns: ({ family }) => family === 'kindle',
  check(book, _device, add) {
    const one = book.package;
    if (!one) return;
    const stated = statedLanguage(one);
    if (stated && (isKindleLanguage(stated.value) || isWellFormed(stated.value))) return;
    const known = likelyLanguage(book, one);
    const fact = stated ? `\`dc:language\` is \`${shorten(stated.value)}\`, no language` : 'there is no `dc:language`';
    const remedy = known ? `It seems to be \`${known}\`.` : 'Name the language: `<dc:language>en</dc:language>`.';
    const message = `${fact}; Send-to-Kindle refuses such books (E999). ${remedy}`;
    add(message, stated?.element ?? one.path, known !== undefined);
  },
};

/** What Send-to-Kindle does with languages that Amazon does not list is not said anywhere: some such books fail. */
export const unlistedLanguage: DeviceRule = {
  code: 'preflight-language-unlisted',
  name: 'unlisted-language',
  source: 'kdp.amazon.com/help/topic/G200673300 by innocenat/kindle-epub-fix',
  isMendable: false,
  concerns: ({ family }) => family === 'kindle',
  check(book, _device, add) {
    const stated = book.package && statedLanguage(book.package);
    if (!stated || isKindleLanguage(stated.value) || !isWellFormed(stated.value)) return;
    const message = `the book is in \`${stated.value}\`, which is not among the languages that Amazon lists for Kindle books; Send-to-Kindle may refuse it. If it does, name a language of the list that is written alike.`;
    add(message, stated.element);
  },
};

/** What the language seems to be: what is stated, written as a tag, else what all the pages say. */
export function likelyLanguage(book: Publication, one: PackageDocument): string | undefined {
  const stated = statedLanguage(one);
  return (stated && knownTag(stated.value)) ?? languageOfPages(book);
}

/** The first, which Kindle goes by. */
const statedLanguage = ({ metadata }: PackageDocument): PackageDocument['metadata'][number] | undefined =>
  metadata.find(({ name, value }) => name === 'dc:language' && value !== '');

const NO_LANGUAGE = /^(?:und|zxx|mul|mis)\b/i;

function knownTag(value: string): string | undefined {
  const tag = languageTag(value);
  return tag === undefined || NO_LANGUAGE.test(tag) ? undefined : tag;
}

/** RFC 5646, of a language that there is: `en-US`, and neither `en_US` nor `English`, `us`, `und`. */
function isWellFormed(value: string): boolean {
  const isTag = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/.test(value);
  return isTag && knownTag(value) !== undefined;
}

/** The language that every page names which names one; undefined where they differ, or it is none. */
function languageOfPages(book: Publication): string | undefined {
  const tags = new Set<string>();
  for (const { document } of documentsOf(book, XHTML_TYPE)) {
    const { root } = document;
    const stated = root && (attributeOf(root, NAMESPACES.xml, 'lang') ?? attribute(root, 'lang'))?.trim();
    if (stated) tags.add(stated);
  }
  const [tag = '', ...others] = tags;
  return others.length === 0 && isWellFormed(tag) ? tag : undefined;
}
