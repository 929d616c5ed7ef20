import { convertBook } from '../../convert-book.js';
import { type Diagnostic, StoryError } from '../../diagnostics/report.js';
import type { Target } from '../target.js';

/** A book in the form that the device reads from its disk. */
export interface DeviceBook {
  /** Without the dot. */
  readonly extension: 'epub' | 'kepub.epub' | 'azw3';
  /** True where its bytes have to be made anew. */
  readonly isConverted: boolean;
}

/** What the device takes of the file. Throws `device-by-cable` and `device-refused`. */
export function deviceBookOf(file: string, { profile }: Target): DeviceBook {
  const isAzw3 = /\.azw3$/iu.test(file);
  if (profile.family === 'kindle') {
    if (isAzw3) return { extension: 'azw3', isConverted: false };
    throw byCable(file, profile.name);
  }
  if (isAzw3) {
    const message = `\`${file}\` is an AZW3, which ${profile.name} does not read (${profile.sources[0]}). Load the EPUB or the story that it was made from.`;
    throw new StoryError('device-refused', message, { file });
  }
  if (!profile.formats.includes('kepub')) return { extension: 'epub', isConverted: false };
  return { extension: 'kepub.epub', isConverted: !/\.kepub\.epub$/iu.test(file) };
}

function byCable(file: string, name: string): StoryError {
  const message = `${name} passes over EPUBs on its disk and reads AZW3 there (seapy/kindle-cli), which storybind does not make yet. Send it instead: \`storybind send ${quoted(file)} --to NAME@kindle.com\`.`;
  return new StoryError('device-by-cable', message, { file });
}

const quoted = (file: string): string => (/^[\w./-]+$/u.test(file) ? file : `"${file}"`);

/** Bytes that are made when they are asked for, and what there was to say of it then. */
export interface MadeBytes {
  readonly bytes: (signal?: AbortSignal) => Promise<Uint8Array>;
  /** Empty until then. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The bytes as the device reads them, `read` from the file that the diagnostics name. */
export function madeBytes(book: DeviceBook, file: string, read: () => Uint8Array): MadeBytes {
  const diagnostics: Diagnostic[] = [];
  const bytes = async (signal?: AbortSignal): Promise<Uint8Array> => {
    if (!book.isConverted) return read();
    const made = await convertBook(read(), { to: 'kepub', name: file, ...(signal && { signal }) });
    diagnostics.splice(0, diagnostics.length, ...made.diagnostics.map((one): Diagnostic => ({ file, ...one })));
    return made.bytes;
  };
  return { bytes, diagnostics };
}
