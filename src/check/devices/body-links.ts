import { readNcx } from '../../container/navigation.js';
import type { Publication } from '../../container/publication.js';
import type { Reference } from '../../container/reference.js';
import { attribute, childNamed } from '../../container/xml-query.js';
import { documentsOf, NCX_TYPE, XHTML_TYPE } from '../content.js';
import type { Spot } from '../findings.js';
import { referencesOf } from '../references.js';
import type { DeviceRule } from './device-rule.js';

/** Kindle does not find the `body` by its id. */
export const bodyLinks: DeviceRule = {
  code: 'preflight-body-link',
  name: 'body-links',
  source: 'innocenat/kindle-epub-fix',
  isMendable: true,
  concerns: ({ family }) => family === 'kindle',
  check(book, _device, add) {
    const bodies = bodyIds(book);
    if (bodies.size === 0) return;
    const judge = (reference: Reference | undefined, spot: Spot): void => {
      if (reference?.kind !== 'local' || reference.fragment === undefined) return;
      if (bodies.get(reference.path) !== reference.fragment) return;
      const href = `${reference.path}#${reference.fragment}`;
      add(`the link to \`${href}\` leads to a \`body\`, and Send-to-Kindle drops it. Link to the page alone.`, spot);
    };
    for (const { document } of documentsOf(book, XHTML_TYPE)) {
      for (const { kind, reference, element } of referencesOf(document)) {
        if (kind === 'hyperlink') judge(reference, element);
      }
    }
    for (const { document } of documentsOf(book, NCX_TYPE)) {
      for (const { element, reference } of readNcx(document)?.points ?? []) judge(reference, element);
    }
  },
};

function bodyIds(book: Publication): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { document } of documentsOf(book, XHTML_TYPE)) {
    const body = childNamed(document.root, 'body');
    const id = body && attribute(body, 'id');
    if (id) ids.set(document.path, id);
  }
  return ids;
}
