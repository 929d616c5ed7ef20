import { imageSignature } from '../../container/image-signature.js';
import type { ManifestItem } from '../../container/package-document.js';
import type { Findings } from '../findings.js';
import type { Rule } from '../rule.js';

const EXTENSIONS: Readonly<Record<string, RegExp>> = {
  'image/jpeg': /\.(?:jpe?g|jpe|jif|jfif|jfi)$/i,
  'image/png': /\.png$/i,
  'image/gif': /\.gif$/i,
  'image/webp': /\.webp$/i,
};

/** Images are what the manifest calls them, and whole. */
export const images: Rule = {
  name: 'images',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-core-media-types',
  check(book, findings) {
    for (const one of book.packages) {
      for (const item of one.manifest) {
        if (!Object.hasOwn(EXTENSIONS, item.mediaType) || item.path === undefined) continue;
        const bytes = book.encryptedPaths.has(item.path) ? undefined : book.bytesOf(item.path);
        if (bytes) checkImage(bytes, item, item.path, findings);
      }
    }
  },
};

function checkImage(bytes: Uint8Array, { mediaType }: ManifestItem, path: string, findings: Findings): void {
  if (bytes.length === 0) {
    findings.add('content-image-damaged', `\`${path}\` is empty. Put the image there.`, path);
    return;
  }
  const signature = imageSignature(bytes);
  if (signature === undefined) {
    findings.add(
      'content-image-type',
      `\`${path}\` is no image that can be recognised; the manifest says \`${mediaType}\`.`,
      path,
    );
  } else if (signature.mediaType !== mediaType) {
    findings.add(
      'content-image-type',
      `\`${path}\` is \`${signature.mediaType}\`; the manifest says \`${mediaType}\`.`,
      path,
    );
  } else if (!signature.isWhole) {
    findings.add('content-image-damaged', `\`${path}\` is cut off. Put the whole image there.`, path);
  } else if (!EXTENSIONS[mediaType]?.test(path)) {
    findings.add(
      'content-image-extension',
      `\`${path}\` is \`${mediaType}\` under another extension. Rename it.`,
      path,
    );
  }
}
