import { textOf } from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import type { Source } from '../reader.js';
import { attributeOf, childOf } from './names.js';
import type { TextDocument } from './open.js';

/** The images of a document: in its package, inside its XML, or beside it. */
export interface Pictures {
  /** The address by which `source` answers for the image. */
  readonly addressOf: (image: XmlElement) => string;
  readonly source: Source;
}

export function picturesOf(document: TextDocument, source: Source): Pictures {
  const embedded = new Map<string, XmlElement>();
  const linked = new Set<string>();
  return {
    addressOf: (image) => {
      const data = childOf(image, 'office:binary-data');
      if (data) {
        const path = `Pictures/image-${embedded.size + 1}`;
        embedded.set(path, data);
        return path;
      }
      const href = attributeOf(image, 'xlink:href')?.trim() ?? '';
      // OpenDocument 1.2 part 3, 3.7: a path is relative to the package’s root, so what lies beside it is one step up.
      const outside = /^\.\.\/(?!\.\.\/)(.+)$/s.exec(href)?.[1];
      if (outside === undefined) return href;
      linked.add(unescaped(outside));
      return outside;
    },
    source: {
      ...source,
      sibling: async (path) => {
        const data = embedded.get(path);
        if (data) return new Uint8Array(Buffer.from(textOf(data), 'base64'));
        return linked.has(path) ? source.sibling?.(path) : document.fileAt(path);
      },
    },
  };
}

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
