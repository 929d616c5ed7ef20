import { resolveReference } from '../container/reference.js';
import { DEFAULT_VOCABULARIES, DUBLIN_CORE_ELEMENTS, RESERVED_PREFIXES } from './schema/vocabularies.js';

export interface PrefixFault {
  readonly isError: boolean;
  readonly message: string;
}

const NAME = /^[A-Za-z_][\w.-]*$/;

/** The prefixes that a `prefix` attribute declares, and their URLs. EPUB 3.3 #sec-prefix-attr. */
export function declaredPrefixes(value: string | undefined): ReadonlyMap<string, string> {
  const prefixes = new Map<string, string>();
  const words = (value ?? '').split(/[ \t\r\n]+/).filter((word) => word !== '');
  for (const [index, word] of words.entries()) {
    if (word.endsWith(':') && word.length > 1) prefixes.set(word.slice(0, -1), words[index + 1] ?? '');
  }
  return prefixes;
}

/** What is wrong with a `prefix` attribute. */
export function prefixFaults(value: string | undefined): readonly PrefixFault[] {
  if (value === undefined) return [];
  const faults: PrefixFault[] = [];
  const error = (message: string): unknown => faults.push({ isError: true, message });
  const words = value.split(/[ \t\r\n]+/).filter((word) => word !== '');
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as string;
    if (!word.endsWith(':')) {
      error(`The prefix declaration breaks at \`${word}\`; it reads \`prefix: URL prefix: URL\`.`);
      return faults;
    }
    const prefix = word.slice(0, -1);
    const url = words[++index];
    if (prefix === '') error('A prefix is empty.');
    else if (!NAME.test(prefix)) error(`\`${prefix}\` is no prefix.`);
    if (url === undefined) error(`The prefix \`${prefix}\` has no URL.`);
    else faults.push(...urlFaults(prefix, url));
  }
  return faults;
}

function urlFaults(prefix: string, url: string): readonly PrefixFault[] {
  const faults: PrefixFault[] = [];
  if (resolveReference('', url).kind !== 'remote') {
    faults.push({ isError: true, message: `\`${url}\`, of the prefix \`${prefix}\`, is no absolute URL.` });
  }
  if (prefix === '_') faults.push({ isError: true, message: 'The prefix `_` must not be declared.' });
  if (DEFAULT_VOCABULARIES.has(url)) {
    faults.push({ isError: true, message: `The prefix \`${prefix}\` redeclares a default vocabulary.` });
  }
  if (url === DUBLIN_CORE_ELEMENTS) {
    faults.push({
      isError: true,
      message: `The prefix \`${prefix}\` declares the Dublin Core elements; use \`dcterms\`.`,
    });
  }
  if (Object.hasOwn(RESERVED_PREFIXES, prefix) && RESERVED_PREFIXES[prefix] !== url) {
    faults.push({ isError: false, message: `The reserved prefix \`${prefix}\` is declared as something else.` });
  }
  return faults;
}
