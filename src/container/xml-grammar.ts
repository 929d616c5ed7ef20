/** The grammar of XML 1.0, as far as regular expressions say it. Those with `y` are matched where the scanner stands. */

/** Never less than what is forbidden, and quicker to compile and to look for: the halves of a good pair are suspect too. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
export const SUSPECT = /[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/;
export const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
export const DECLARATION =
  /^<\?xml\s+version\s*=\s*(?:"(1\.[0-9]+)"|'(1\.[0-9]+)')(?:\s+encoding\s*=\s*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:\s+standalone\s*=\s*(?:"(?:yes|no)"|'(?:yes|no)'))?\s*\?>/;
const NAME_START = String.raw`:A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\u{10000}-\u{effff}`;
export const NAME = new RegExp(`[${NAME_START}][${NAME_START}0-9.\\u00b7\\u0300-\\u036f\\u203f\\u2040-]*`, 'uy');
export const ASCII_NAME = /[A-Za-z_:][\w:.-]*/y;
export const VALUE = /[ \t\r\n]*=[ \t\r\n]*(?:"([^<"]*)"|'([^<']*)')/y;
export const SPACE = /[ \t\r\n]*/y;
export const TAG_END = /[ \t\r\n]*(\/?)>/y;
export const PLAIN_ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
