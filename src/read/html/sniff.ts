import type { Source } from '../reader.js';

/** How sure the bytes are HTML, whatever the file is called: `.txt` and `.md` files hold it as well. */
export function looksLikeHtml({ bytes }: Source): number {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).replace(/^(?:\xef\xbb\xbf)?\s+/, '');
  // Before the long pattern, which is costly to compile.
  if (!/^(?:\xef\xbb\xbf)?</.test(head)) return 0;
  return /^(?:\xef\xbb\xbf)?(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,500}?-->\s*){0,3}<(?:!doctype\s+html|html)[\s>]/i.test(
    head,
  )
    ? 0.9
    : 0;
}
