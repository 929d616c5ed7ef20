import { attributeIn } from './elements.js';

/** How a document is encoded. One in UTF-8 must say so, where it says what it is in; and an XML declaration may stand at the very start only. */

export const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n';

export const isDeclaration = (instruction: string): boolean => /^<\?xml[\s?]/i.test(instruction);

/** The XML declaration, naming UTF-8 where it named another encoding. */
export const declaredAsUtf8 = (declaration: string): string =>
  declaration.replace(/(\bencoding\s*=\s*["'])([^"']*)/, (whole, before: string, encoding: string) =>
    isUtf8(encoding) ? whole : `${before}utf-8`,
  );

/** A `meta`, naming UTF-8 where it names another encoding; undefined when it names none. */
export function metaAsUtf8(tag: string): string | undefined {
  const charset = attributeIn(tag, 'charset');
  if (charset !== undefined) {
    return isUtf8(charset) ? tag : tag.replace(/(\scharset\s*=\s*)(?:"[^"]*"|'[^']*')/i, '$1"utf-8"');
  }
  if (attributeIn(tag, 'http-equiv')?.toLowerCase() !== 'content-type') return undefined;
  const named = /charset\s*=\s*([\w.:-]+)/i.exec(attributeIn(tag, 'content') ?? '')?.[1];
  if (named === undefined) return undefined;
  return isUtf8(named) ? tag : tag.replace(/(charset\s*=\s*)[\w.:-]+/i, '$1utf-8');
}

const isUtf8 = (encoding: string): boolean => /^\s*utf-?8\s*$/i.test(encoding);
