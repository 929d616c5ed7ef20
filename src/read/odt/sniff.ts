import type { Source } from '../reader.js';

const HEAD = 2048;
const TEXT_TYPE = 'application/vnd.oasis.opendocument.text';

/** How sure it is that the bytes are an OpenDocument text, packed or flat: by the media type that both begin with. */
export function looksLikeOpenDocument({ bytes }: Source): number {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD));
  // OpenDocument 1.2 part 3, 3.3: `mimetype` is the first member and stored, so its text stands at a fixed place.
  if (head.startsWith('PK')) return head.startsWith(`mimetype${TEXT_TYPE}`, 30) ? 1 : 0;
  return /^[^<]{0,9}<(?:\?xml\s|office:document[\s>])/.test(head) &&
    head.includes('<office:document') &&
    head.includes(TEXT_TYPE)
    ? 0.95
    : 0;
}
