import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/**
 * Has fontconfig, which reads its configuration at its first use in a process, take ours: it names no system font and no
 * hinting, so that a cover is the same on every machine. Returns the way back, for when it has been used.
 *
 * It reads the environment of the process, and `process.env` of a worker thread is a copy that it does not see: who draws
 * covers in threads calls this before they start.
 */
export function useOwnFontconfig(): () => void {
  const before = process.env['FONTCONFIG_FILE'];
  process.env['FONTCONFIG_FILE'] = join(dirname(require.resolve('storybind/package.json')), 'assets/cover/fonts.conf');
  return () => {
    if (before === undefined) delete process.env['FONTCONFIG_FILE'];
    else process.env['FONTCONFIG_FILE'] = before;
  };
}
