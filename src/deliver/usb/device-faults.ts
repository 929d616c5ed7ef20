import { type Diagnostic, diagnostic, StoryError } from '../../diagnostics/report.js';
import { systemErrorCode } from '../../io/system-errors.js';
import type { Target } from '../target.js';

const GONE: ReadonlySet<string | undefined> = new Set([
  'ENOENT',
  'ENODEV',
  'ENXIO',
  'EIO',
  'ENOTCONN',
  'ESTALE',
  'EBADF',
  'ENOTDIR',
]);
const FULL: ReadonlySet<string | undefined> = new Set(['ENOSPC', 'EDQUOT']);

/** Why the device takes nothing more; undefined where the fault is the book’s alone. */
export function deviceFault(cause: unknown, { profile, root }: Target): Diagnostic | undefined {
  if (cause instanceof StoryError) return undefined;
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

const readOnly = (name: string, root: string): string =>
  `${name} at \`${root}\` cannot be written to. Unlock it, allow your user to write there, or, where its file system has a fault, have it mended; then load again.`;

/** Throws `device-read-only`. */
export function refuseReadOnly({ profile, root, isReadOnly }: Target): void {
  if (isReadOnly) throw new StoryError('device-read-only', readOnly(profile.name, root), { file: root });
}
