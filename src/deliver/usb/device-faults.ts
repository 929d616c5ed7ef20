import type { Code } from '../../diagnostics/codes.js';
import { type Diagnostic, diagnostic, StoryError } from '../../diagnostics/report.js';
import { explainSystemError, systemErrorCode } from '../../io/system-errors.js';
import type { Target } from '../target.js';

const GONE: ReadonlySet<string | undefined> = new Set([
  'ENODEV',
  'ENXIO',
  'EIO',
  'ENOTCONN',
  'ESTALE',
  'ENOMEDIUM',
  'EREMOTEIO',
  'ESHUTDOWN',
]);
const FULL: ReadonlySet<string | undefined> = new Set(['ENOSPC', 'EDQUOT']);
/** What is wrong with the device as a whole, whoever found it out. */
const WHOLE: ReadonlySet<Code> = new Set<Code>([
  'device-gone',
  'device-full',
  'device-read-only',
  'device-unreachable',
]);

/** Why the device takes nothing more; undefined where the fault is one book’s alone. */
export function deviceFault(cause: unknown, { profile, root }: Target): Diagnostic | undefined {
  if (cause instanceof StoryError) return WHOLE.has(cause.diagnostic.code) ? cause.diagnostic : undefined;
  const code = systemErrorCode(cause);
  if (FULL.has(code)) {
    const message = `${profile.name} at \`${root}\` is full. No half book was left there: free some space and load again.`;
    return diagnostic('device-full', message, { file: root });
  }
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return diagnostic('device-read-only', readOnly(profile.name, root), { file: root });
  if (!GONE.has(code)) return undefined;
  const message = `${profile.name} at \`${root}\` answers no more (${code}). Plug it in again and load once more: what is there already is not sent again.`;
  return diagnostic('device-gone', message, { file: root });
}

/** What went wrong with the one file. */
export function fileFault(cause: unknown, { profile, root }: Target, path: string): Diagnostic {
  if (cause instanceof StoryError) return cause.diagnostic;
  const message = `${profile.name} at \`${root}\` did not take \`${path}\`: ${reasonOf(cause)}.`;
  return diagnostic('device-refused', message, { file: path });
}

/** Without the advice, which is that for books that are written to a folder. */
const reasonOf = (cause: unknown): string => explainSystemError(cause).replace(/\. .*$/su, '');

const readOnly = (name: string, root: string): string =>
  `${name} at \`${root}\` cannot be written to. Unlock it, allow your user to write there, or, where its file system has a fault, have it mended; then load again.`;

/** Throws `device-read-only`. */
export function refuseReadOnly({ profile, root, isReadOnly }: Target): void {
  if (isReadOnly) throw new StoryError('device-read-only', readOnly(profile.name, root), { file: root });
}
