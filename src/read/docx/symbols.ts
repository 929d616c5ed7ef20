import { escapeMarkup } from '../../text/escape-markup.js';
import { xml } from './word-xml.js';

const SYMBOL_FONTS: ReadonlySet<string> = new Set(['symbol', 'webdings', 'wingdings', 'wingdings 2', 'wingdings 3']);

/**
 * Text in a font of symbols, where letters stand for signs, as the symbols that they are; undefined for other text. Word
 * keeps such letters in Unicode's private area, from U+F020 on.
 */
export function symbolsOf(value: string, font: string | undefined): string | undefined {
  if (font === undefined || !SYMBOL_FONTS.has(font.trim().toLowerCase())) return undefined;
  return [...value]
    .map((sign) => {
      const code = sign.charCodeAt(0);
      const isSymbol = (code >= 0xf020 && code <= 0xf0ff) || (code > 0x20 && code < 0x7f);
      if (!isSymbol) return `<w:t xml:space="preserve">${escapeMarkup(sign)}</w:t>`;
      const char = (code < 0x100 ? code + 0xf000 : code).toString(16).toUpperCase();
      return xml('w:sym', { 'w:font': fontName(font), 'w:char': char });
    })
    .join('');
}

const fontName = (font: string): string =>
  font
    .trim()
    .toLowerCase()
    .replace(/^./, (first) => first.toUpperCase());
