import JSZip from 'jszip/dist/jszip.min.js';

/** A file of the container: its path and its bytes. */
export interface ContainerFile {
  readonly path: string;
  /** A promise, where they are still being made while other files are packed. */
  readonly bytes: Uint8Array | Promise<Uint8Array>;
}

/** 1980-01-01, the first day that ZIP can say. jszip writes it by its UTC parts, whatever the time zone. */
const DATE = new Date(Date.UTC(1980, 0, 1));

/** Formats that hold compressed data already: deflating them again costs time and saves nothing. */
const COMPRESSED = /\.(?:jpe?g|png|gif|webp)$/i;

/**
 * The container's bytes: `mimetype` first, stored and without extra fields (EPUB 3.3 #sec-zip-container-mime),
 * the rest deflated in the order given, images stored; dated by a constant, sizes in the local headers (older
 * crengine builds fail without, koreader#8222), no folder entries. The same files give the same bytes.
 */
export async function packContainer(files: readonly ContainerFile[]): Promise<Uint8Array> {
  const zip = new JSZip();
  zip.file('mimetype', 'application/epub+zip', { compression: 'STORE', createFolders: false, date: DATE });
  for (const { path, bytes } of files) {
    if (zip.files[path] !== undefined) throw new Error(`Two files of the container are called ${path}.`);
    const compression = COMPRESSED.test(path) ? 'STORE' : 'DEFLATE';
    zip.file(path, bytes, { binary: true, compression, createFolders: false, date: DATE });
  }
  return zip.generateAsync({
    type: 'uint8array',
    compression: 'DEFLATE',
    compressionOptions: { level: 6 },
    streamFiles: false,
    platform: 'DOS',
  });
}
