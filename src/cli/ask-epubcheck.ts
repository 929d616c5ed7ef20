import { type Diagnostic, StoryError } from '../diagnostics/report.js';
import { runEpubCheck } from '../io/epubcheck-jar.js';
import { withTemporaryFile } from '../io/temporary-file.js';
import type { Surroundings } from './ui.js';

/**
 * What the official EPUBCheck finds in the book, which diagnostics call `name`. Throws `epubcheck-unavailable` where it
 * cannot be run: who asks for its word does not want the book without it.
 */
export async function askEpubCheck(
  bytes: Uint8Array,
  name: string,
  { signal, variables }: Surroundings,
): Promise<readonly Diagnostic[]> {
  const findings = await withTemporaryFile('book.epub', bytes, async (path) => {
    const found = await runEpubCheck(path, { signal, environment: variables });
    return found.map((one) =>
      one.file?.startsWith(path) ? { ...one, file: name + one.file.slice(path.length) } : one,
    );
  });
  const refusal = findings.find(({ code }) => code === 'epubcheck-unavailable');
  if (refusal) throw new StoryError(refusal.code, refusal.message, { file: name });
  return findings;
}
