/** A document's text and how it was encoded. */
export interface XmlText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16' | 'other';
  readonly hasBom: boolean;
  /** The encoding that the XML declaration names, as written. */
  readonly declaredEncoding?: string;
  /** The first byte that is not UTF-8. */
  readonly invalidAt?: number;
}

const DECLARED_ENCODING =
  /^<\?xml[ \t\r\n][^>]{0,200}?encoding[ \t\r\n]{0,9}=[ \t\r\n]{0,9}["']([A-Za-z0-9._:-]{1,60})["']/;

/** The text of an XML document. EPUB 3.3 #sec-xml-constraints: UTF-8 or UTF-16, UTF-8 by default. */
export function decodeXml(bytes: Uint8Array): XmlText {
  const utf16 = utf16Kind(bytes);
  if (utf16 !== undefined) {
    const text = new TextDecoder(utf16).decode(bytes);
    return { text, encoding: 'utf-16', hasBom: bytes[0] === 0xfe || bytes[0] === 0xff, ...declared(text) };
  }
  const hasBom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = hasBom ? bytes.subarray(3) : bytes;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    return { text, encoding: 'utf-8', hasBom, ...declared(text) };
  } catch {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
    const invalidAt = text.indexOf('\ufffd');
    return { text, encoding: 'other', hasBom, invalidAt: Math.max(invalidAt, 0), ...declared(text) };
  }
}

function declared(text: string): { declaredEncoding?: string } {
  const encoding = DECLARED_ENCODING.exec(text.slice(0, 400))?.[1];
  return encoding === undefined ? {} : { declaredEncoding: encoding };
}

function utf16Kind([first, second, third, fourth]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0x3c && second === 0 && third === 0x3f && fourth === 0) return 'utf-16le';
  if (first === 0 && second === 0x3c && third === 0 && fourth === 0x3f) return 'utf-16be';
  return undefined;
}
