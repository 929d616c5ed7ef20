/** The types that need no fallback. EPUB 3.3 #sec-core-media-types. */
const CORE: ReadonlySet<string> = new Set([
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/svg+xml',
  'image/webp',
  'audio/mpeg',
  'audio/mp4',
  'text/css',
  'font/ttf',
  'font/otf',
  'font/woff',
  'font/woff2',
  'application/font-sfnt',
  'application/font-woff',
  'application/vnd.ms-opentype',
  'application/x-font-ttf',
  'application/xhtml+xml',
  'application/javascript',
  'application/ecmascript',
  'text/javascript',
  'application/x-dtbncx+xml',
  'application/smil+xml',
  'application/pls+xml',
]);

/** EPUB 2's own: OPS 2.0.1 §1.3.7. */
const CORE_2: ReadonlySet<string> = new Set([
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/svg+xml',
  'application/xhtml+xml',
  'application/x-dtbook+xml',
  'text/css',
  'application/xml',
  'text/x-oeb1-document',
  'text/x-oeb1-css',
  'application/x-dtbncx+xml',
  'text/html',
]);

export function isCoreType(mediaType: string, isEpub3: boolean): boolean {
  const type = mediaType.toLowerCase();
  if (!isEpub3) return CORE_2.has(type);
  return CORE.has(type) || /^audio\/ogg\s*;\s*codecs=opus$/.test(type);
}

/** Whether a document of this type may stand in the spine without a fallback. */
export function isContentType(mediaType: string, isEpub3: boolean): boolean {
  if (mediaType === 'application/xhtml+xml') return true;
  if (isEpub3) return mediaType === 'image/svg+xml';
  return ['application/x-dtbook+xml', 'text/x-oeb1-document', 'text/html'].includes(mediaType);
}

export function isFontType(mediaType: string): boolean {
  return /^(?:font\/|application\/(?:font-|x-font|vnd\.ms-opentype|vnd\.ms-fontobject))/.test(mediaType);
}

export function isAudioOrVideo(mediaType: string): boolean {
  return /^(?:audio|video)\//.test(mediaType) || mediaType === 'application/x-shockwave-flash';
}
