import type { MetadataEntry, PackageDocument } from '../../container/package-document.js';
import { attribute, elementsById } from '../../container/xml-query.js';
import type { Findings } from '../findings.js';
import type { Rule } from '../rule.js';

/** What a property may refine (the entry's name), and whether it may be said only once of it. */
const REFINABLE: Readonly<
  Record<string, { readonly of?: readonly string[]; readonly isSingle?: true; readonly mayStandAlone?: true }>
> = {
  authority: { of: ['dc:subject'] },
  'belongs-to-collection': { of: ['belongs-to-collection'], mayStandAlone: true },
  'collection-type': { of: ['belongs-to-collection'], isSingle: true },
  'display-seq': { isSingle: true },
  'file-as': { isSingle: true },
  'group-position': { isSingle: true },
  'identifier-type': { of: ['dc:identifier', 'dc:source'], isSingle: true },
  role: { of: ['dc:creator', 'dc:contributor', 'dc:publisher'] },
  'source-of': { of: ['dc:source'], isSingle: true },
  term: { of: ['dc:subject'] },
  'title-type': { of: ['dc:title'], isSingle: true },
};

/** Properties of the whole book: their values, and that nothing narrows them. EPUB 3.3 #sec-fxl-package, #sec-docs-assoc-style. */
const GLOBALS: Readonly<Record<string, RegExp>> = {
  'rendition:flow': /^(?:paginated|scrolled-continuous|scrolled-doc|auto)$/,
  'rendition:layout': /^(?:reflowable|pre-paginated)$/,
  'rendition:orientation': /^(?:landscape|portrait|auto)$/,
  'rendition:spread': /^(?:none|landscape|portrait|both|auto)$/,
  'media:active-class': /^[^ ]+$/,
  'media:playback-active-class': /^[^ ]+$/,
};

/** Entries that refine others point to what is there, and say of it what may be said. */
export const refinements: Rule = {
  name: 'refinements',
  depth: 'house',
  reference: 'EPUB 3.3 #attrdef-refines, #app-meta-property-vocab',
  check(book, findings) {
    for (const one of book.packages) {
      if (!one.isEpub3) continue;
      checkTargets(one, findings);
      checkSubjects(one, findings);
      checkGlobals(one, findings);
    }
  },
};

function checkTargets({ metadata, document }: PackageDocument, findings: Findings): void {
  const ids = elementsById(document);
  const byId = new Map(metadata.flatMap((entry) => (entry.id === undefined ? [] : [[entry.id, entry] as const])));
  const seen = new Set<string>();
  for (const entry of metadata) {
    checkTarget(entry, ids, findings);
    const rule = isProperty(entry) && Object.hasOwn(REFINABLE, entry.name) ? REFINABLE[entry.name] : undefined;
    if (rule === undefined) continue;
    const target = entry.refines === undefined ? undefined : byId.get(entry.refines);
    const isAlone = entry.refines === undefined && rule.mayStandAlone === true;
    if (rule.of !== undefined && !isAlone && !(target && rule.of.includes(target.name))) {
      const what = rule.of.map((name) => `\`${name}\``).join(' or ');
      findings.add('opf-refines', `\`${entry.name}\` must refine a ${what}.`, entry.element);
    }
    const key = `${entry.name} ${entry.refines ?? ''}`;
    if (rule.isSingle && seen.has(key)) {
      findings.add('opf-refines', `\`${entry.name}\` is said twice of the same entry. Keep one.`, entry.element);
    }
    seen.add(key);
    if (entry.name === 'source-of' && entry.value !== 'pagination') {
      findings.add('opf-refines', `\`source-of\` is \`${entry.value}\`; it must be \`pagination\`.`, entry.element);
    }
  }
  checkCycles(byId, findings);
}

/** EPUB 2 writes `<meta name=… content=…>`, which has no vocabulary. */
function isProperty({ element }: MetadataEntry): boolean {
  return element.name === 'meta' && attribute(element, 'property') !== undefined;
}

function checkTarget({ element }: MetadataEntry, ids: ReadonlyMap<string, unknown>, findings: Findings): void {
  const refines = attribute(element, 'refines')?.trim();
  if (refines === undefined) return;
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(refines)) {
    findings.add(
      'opf-refines',
      `\`refines="${refines}"\` is an absolute URL; it must point into this package.`,
      element,
    );
  } else if (refines.startsWith('#') && !ids.has(refines.slice(1))) {
    findings.add('opf-refines', `\`refines="${refines}"\` names no id of this package.`, element);
  }
}

function checkCycles(byId: ReadonlyMap<string, MetadataEntry>, findings: Findings): void {
  const settled = new Set<string>();
  for (const start of byId.keys()) {
    const way = new Set<string>();
    for (let id: string | undefined = start; id !== undefined && !settled.has(id); id = byId.get(id)?.refines) {
      if (way.has(id)) {
        findings.add('opf-refines', `The entry \`${id}\` refines itself, by way of others.`, byId.get(id)?.element);
        break;
      }
      way.add(id);
    }
    for (const id of way) settled.add(id);
  }
}

function checkSubjects({ metadata }: PackageDocument, findings: Findings): void {
  const count = (name: string, id: string | undefined): number =>
    id === undefined ? 0 : metadata.filter((entry) => entry.name === name && entry.refines === id).length;
  for (const subject of metadata) {
    if (subject.name !== 'dc:subject' || subject.id === undefined) continue;
    const authorities = count('authority', subject.id);
    const terms = count('term', subject.id);
    if (authorities === terms && authorities <= 1) continue;
    const message = `\`${subject.value}\` has ${authorities} \`authority\` and ${terms} \`term\`; they come in one pair.`;
    findings.add('opf-refines', message, subject.element);
  }
}

function checkGlobals({ metadata }: PackageDocument, findings: Findings): void {
  const seen = new Set<string>();
  for (const { name, value, refines, element } of metadata.filter(isProperty)) {
    if (name === 'rendition:viewport') checkViewport(value, refines !== undefined, seen, element, findings);
    if (name === 'media:duration' && !CLOCK.test(value)) {
      findings.add('opf-property-value', `\`media:duration\` is \`${value}\`; write it as \`0:32:29\`.`, element);
    }
    const values = Object.hasOwn(GLOBALS, name) ? GLOBALS[name] : undefined;
    if (values === undefined) continue;
    if (!values.test(value)) findings.add('opf-property-value', `\`${value}\` is no value of \`${name}\`.`, element);
    if (refines !== undefined) findings.add('opf-property-value', `\`${name}\` may not refine anything.`, element);
    else if (seen.has(name)) findings.add('opf-property-value', `\`${name}\` occurs more than once.`, element);
    seen.add(name);
  }
}

const CLOCK =
  /^(?:[0-9]+:[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?(?:h|min|s|ms)?)$/;
const VIEWPORT = /^(?:width=[0-9]+,\s*height=[0-9]+|height=[0-9]+,\s*width=[0-9]+)$/;

function checkViewport(
  value: string,
  isRefining: boolean,
  seen: Set<string>,
  element: MetadataEntry['element'],
  findings: Findings,
): void {
  if (!VIEWPORT.test(value)) findings.add('opf-property-value', `\`rendition:viewport\` is \`${value}\`.`, element);
  if (!isRefining && seen.has('rendition:viewport')) {
    findings.add('opf-property-value', '`rendition:viewport` occurs more than once.', element);
  }
  seen.add('rendition:viewport');
}
