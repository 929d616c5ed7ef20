import type { MetadataEntry } from '../../container/package-document.js';
import type { PackageReading } from './package-metadata.js';

/** Made anew for every file by the tool that made it: says nothing of the story. */
const OF_THE_FILE = /^(?:urn:)?uuid:|^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const SCHEMES_OF_TOOLS = /^(?:uuid|calibre|mobi-asin)$/i;
const PLACEHOLDER = /^(?:noid|none|bookid|unknown|id|-|[^\p{L}\p{N}]*)$/iu;

/** Identifiers: an address is where the story was published, an ISBN or DOI becomes a URN, the tools' own are left out. */
export function readIdentifiers(reading: PackageReading): void {
  const { facts, metadata, receipt } = reading;
  for (const entry of facts.all('dc:identifier')) {
    const value = facts.text(entry);
    const address = addressIn(value);
    const scheme = schemeOf(entry, reading);
    if (address !== undefined) metadata.set('source', address, receipt(entry, 0.9));
    else if (!isOfTool(value, scheme)) metadata.append('identifiers', [named(value, scheme)], receipt(entry, 0.9));
  }
  for (const entry of facts.all('dc:source')) {
    const address = addressIn(facts.text(entry));
    if (address !== undefined) metadata.set('source', address, receipt(entry, 0.8));
    else if (/^urn:\S+$/i.test(facts.text(entry))) {
      metadata.append('identifiers', [facts.text(entry)], receipt(entry, 0.7));
    }
  }
}

/** The address that the value is: `https://…`, FanFicFare's `URL:http://…`. */
function addressIn(value: string): string | undefined {
  const address = /^(?:(?:url|uri)\s*:\s*)?(https?:\/\/[^\s/]\S*)$/i.exec(value)?.[1];
  return address !== undefined && URL.canParse(address) ? address : undefined;
}

function schemeOf(entry: MetadataEntry, { facts }: PackageReading): string {
  const stated = facts.old(entry, 'scheme') ?? '';
  // ONIX code list 5: 02 and 15 are ISBNs.
  const isIsbn = facts.refinements(entry, 'identifier-type').some((type) => /^(?:02|15|isbn)$/i.test(type));
  return isIsbn ? 'ISBN' : stated;
}

function isOfTool(value: string, scheme: string): boolean {
  return PLACEHOLDER.test(value) || OF_THE_FILE.test(value) || SCHEMES_OF_TOOLS.test(scheme);
}

function named(value: string, scheme: string): string {
  const bare = value.replace(/^(?:urn:)?(?:isbn|doi)[:\s]*/i, '');
  const digits = bare.replaceAll('-', '').replaceAll(' ', '');
  const isIsbn = /^isbn$/i.test(scheme) || /^(?:urn:)?isbn[:\s]/i.test(value);
  if (isIsbn && /^(?:\d{9}[\dX]|97[89]\d{10})$/i.test(digits)) return `urn:isbn:${digits}`;
  if (/^doi$/i.test(scheme) || /^(?:urn:)?doi:/i.test(value)) return `doi:${bare}`;
  return value;
}
