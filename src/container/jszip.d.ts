/** A member as jszip keeps it when it has read an archive: packed, with what an archive's directory says of it. */
declare module 'jszip/lib/compressedObject.js' {
  import type { CompressionMethod } from 'jszip/lib/compressions.js';

  class CompressedObject {
    constructor(
      compressedSize: number,
      uncompressedSize: number,
      crc32: number,
      compression: CompressionMethod,
      compressedContent: Uint8Array,
    );
  }
  export = CompressedObject;
}

declare module 'jszip/lib/compressions.js' {
  const methods: Readonly<Record<'STORE' | 'DEFLATE', methods.CompressionMethod>>;
  namespace methods {
    interface CompressionMethod {
      /** The method's number in two bytes. */
      readonly magic: string;
    }
  }
  export = methods;
}
