/** A file of the container: its path and its bytes. */
export interface ContainerFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * The container's bytes: `mimetype` first, stored and without extra fields (EPUB 3.3 #sec-zip-container-mime),
 * the rest deflated in the order given, dated by a constant, sizes in the local headers, no folder entries.
 */
export async function packContainer(_files: readonly ContainerFile[]): Promise<Uint8Array> {
  throw new Error('not yet');
}
