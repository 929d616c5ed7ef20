import { attribute } from '../../container/xml-query.js';
import { NAMESPACES } from '../../container/xml-tree.js';
import { documentsOf, XHTML_TYPE } from '../content.js';
import type { DeviceRule } from './device-rule.js';

/** Send-to-Kindle refuses the book for an image without a source. */
export const imageSources: DeviceRule = {
  code: 'preflight-image-source',
  name: 'image-sources',
  source: 'innocenat/kindle-epub-fix',
  isMendable: true,
  concerns: ({ family }) => family === 'kindle',
  check(book, _device, add) {
    for (const { document } of documentsOf(book, XHTML_TYPE, 'all')) {
      for (const element of document.elements) {
        if (element.name !== 'img' || element.namespace !== NAMESPACES.xhtml) continue;
        const source = attribute(element, 'src');
        if (source !== undefined && source.trim() !== '') continue;
        const fact = source === undefined ? 'an `img` has no `src`' : 'the `src` of an `img` is empty';
        add(`${fact}; Send-to-Kindle refuses such books (E999). Name the picture, or take the \`img\` out.`, element);
      }
    }
  },
};
