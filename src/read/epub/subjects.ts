import { readStatus } from '../header/values.js';
import type { MetadataBuilder } from '../metadata-builder.js';
import type { PackageReading } from './package-metadata.js';

/** What tools put among the subjects that says nothing of the story. */
const NOTHING =
  /^(?:fanworks?|no archive warnings apply|fan ?fiction|ebooks?|general|unknown|last update(?: year\/month)?:.*)$/iu;
const STATUS = /^(?:in-?progress|complete[d]?|incomplete|abandoned|hiatus|on hiatus|wip)$/iu;

/** The subjects as tags, without what the book says in another field already. Read when everything else is. */
export function readSubjects({ facts, metadata, receipt }: PackageReading): void {
  const known = new Set(knownValues(metadata).map((value) => value.toLowerCase()));
  for (const entry of facts.all('dc:subject')) {
    const subject = facts.text(entry);
    if (subject === '' || NOTHING.test(subject)) continue;
    const status = STATUS.test(subject) ? readStatus(subject, 'Status') : undefined;
    if (status !== undefined) metadata.set('status', status, receipt(entry, 0.7));
    else if (!known.has(subject.toLowerCase())) metadata.append('tags', splitSubject(subject), receipt(entry, 0.9));
  }
}

/** One subject an element is the rule; some tools write them all into one. */
function splitSubject(subject: string): readonly string[] {
  const parts = subject.split(/\s*;\s*/u).filter(Boolean);
  return parts.length > 2 ? parts : [subject];
}

function knownValues({ metadata }: MetadataBuilder): readonly string[] {
  const { fandoms, relationships, characters, warnings, genres, rating, title } = metadata;
  return [...fandoms, ...relationships, ...characters, ...warnings, ...genres, rating ?? '', title ?? ''];
}
