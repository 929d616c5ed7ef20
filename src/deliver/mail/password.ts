import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { type Diagnostic, diagnostic, StoryError } from '../../diagnostics/report.js';
import { readBytes } from '../../io/files.js';
import { explainSystemError } from '../../io/system-errors.js';
import type { MailSettings } from './settings.js';
import type { Machine } from './settings-place.js';

export interface FoundPassword {
  readonly password: string;
  readonly diagnostics: readonly Diagnostic[];
}

const FILE_LIMIT = 4096;
/** A person may have to unlock a keyring. */
const COMMAND_TIMEOUT = 120_000;

/**
 * The password, from STORYBIND_SMTP_PASSWORD, else from what the program prints, else from the file: the first line of
 * it. Throws `mail-password`, with no word of what was read.
 */
export async function findPassword(
  { passwordCommand, passwordFile, path }: MailSettings,
  machine: Machine,
  signal?: AbortSignal,
): Promise<FoundPassword> {
  const known = machine.variables['STORYBIND_SMTP_PASSWORD'];
  if (known) return { password: known, diagnostics: [] };
  if (passwordCommand) {
    return { password: await passwordBy(passwordCommand, machine, signal), diagnostics: [] };
  }
  if (passwordFile !== undefined) {
    return { password: passwordIn(passwordFile), diagnostics: exposureOf(passwordFile, machine) };
  }
  const message = `\`user\` is set, but there is no password. Set \`passwordCommand\` or \`passwordFile\` in \`${path}\`, or STORYBIND_SMTP_PASSWORD.`;
  throw new StoryError('mail-password', message);
}

function passwordIn(path: string): string {
  try {
    return firstLine(new TextDecoder().decode(readBytes(path, FILE_LIMIT)), `\`${path}\``);
  } catch (cause) {
    if (!(cause instanceof StoryError) || cause.diagnostic.code === 'mail-password') throw cause;
    throw new StoryError('mail-password', cause.diagnostic.message, { file: path }, { cause });
  }
}

function exposureOf(path: string, { platform }: Machine): readonly Diagnostic[] {
  if (platform === 'win32' || (statSync(path).mode & 0o077) === 0) return [];
  const message = `Other users of this machine may read the password in \`${path}\`. Run \`chmod 600\` on it.`;
  return [diagnostic('mail-password-exposed', message, { file: path })];
}

/** What the program prints. Its own complaints are not shown: they may hold what it was to keep. */
async function passwordBy(
  [program = '', ...args]: readonly string[],
  { variables }: Machine,
  signal?: AbortSignal,
): Promise<string> {
  const child = spawn(program, args, {
    env: variables,
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: COMMAND_TIMEOUT,
    windowsHide: true,
    ...(signal && { signal }),
  });
  const chunks: Buffer[] = [];
  let size = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= FILE_LIMIT) chunks.push(chunk);
    else child.kill();
  });
  const ended = await new Promise<string>((resolve, reject) => {
    child.once('error', (cause) => {
      const reason = explainSystemError(cause).replace(/^spawn .*/, 'there is no such program');
      const message = `\`passwordCommand\` names \`${program}\`, which cannot be run: ${reason}.`;
      reject(signal?.aborted ? signal.reason : new StoryError('mail-password', message, {}, { cause }));
    });
    child.once('close', (code, killedBy) => resolve(code === 0 ? '' : `${code ?? killedBy}`));
  });
  if (ended === '' && size <= FILE_LIMIT) return firstLine(Buffer.concat(chunks).toString(), `\`${program}\``);
  const reason = ended === '' || size > FILE_LIMIT ? 'printed more than a password' : `ended with ${ended}`;
  const message = `\`${program}\`, which \`passwordCommand\` names, ${reason}. Run it by hand to see what is wrong.`;
  throw new StoryError('mail-password', message);
}

function firstLine(text: string, source: string): string {
  const [line = ''] = text.replace(/^\ufeff/, '').split(/\r?\n/);
  if (line !== '') return line;
  throw new StoryError('mail-password', `${source} holds no password in its first line. Put it there.`);
}
