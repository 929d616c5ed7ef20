import { attribute } from '../../container/xml-query.js';
import type { XmlDocument } from '../../container/xml-tree.js';
import { documentsOf, XHTML_TYPE } from '../content.js';
import type { DeviceRule } from './device-rule.js';

/** A page of plain ASCII reads the same in either encoding. */
export const encoding: DeviceRule = {
  code: 'preflight-encoding',
  name: 'encoding',
  source: 'innocenat/kindle-epub-fix',
  isMendable: true,
  concerns: ({ family }) => family === 'kindle',
  check(book, _device, add) {
    for (const { document } of documentsOf(book, XHTML_TYPE, 'all')) {
      if (document.declaredEncoding !== undefined || document.encoding === 'utf-16' || hasMeta(document)) continue;
      const foreign = BEYOND_ASCII.exec(document.text);
      if (!foreign) continue;
      const message = `the page does not declare its encoding, so Send-to-Kindle reads it as ISO-8859-1 and \`${foreign[0]}\` goes wrong. Open it with \`<?xml version="1.0" encoding="utf-8"?>\`.`;
      add(message, { document, offset: foreign.index });
    }
  },
};

const BEYOND_ASCII = /\P{ASCII}/u;

const hasMeta = ({ elements }: XmlDocument): boolean =>
  elements.some(
    (element) =>
      element.name === 'meta' &&
      (attribute(element, 'charset') !== undefined || /charset\s*=/i.test(attribute(element, 'content') ?? '')),
  );
