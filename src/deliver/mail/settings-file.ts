import { dirname } from 'node:path';
import type { Document } from 'yaml';
import { StoryError } from '../../diagnostics/report.js';
import { readBytes } from '../../io/files.js';

/** Every key of `mail.yaml`. */
const KEYS = [
  'host',
  'port',
  'secure',
  'tls',
  'user',
  'from',
  'to',
  'passwordCommand',
  'passwordFile',
  'caFile',
  'maxSize',
] as const;
export type SettingsKey = (typeof KEYS)[number];

export interface SettingsFile {
  readonly path: string;
  /** Paths in the file are relative to it. */
  readonly folder: string;
  readonly values: Readonly<Partial<Record<SettingsKey, unknown>>>;
}

const LIMIT = 64 * 1024;
const PASSWORD_KEY = /^(?:smtp[-_]?)?(?:pass|passwd|password|passphrase|pw|secret)$/i;

/**
 * What the settings file says. One that is not there says nothing, unless it was named. Throws `mail-settings`. No
 * message quotes a value or a line of the file: a password may stand in the wrong place.
 */
export async function readSettingsFile(path: string, isNamed: boolean): Promise<SettingsFile> {
  const text = textOf(path, isNamed);
  const values = text === undefined ? {} : await parse(text, path);
  return { path, folder: dirname(path), values };
}

function textOf(path: string, isNamed: boolean): string | undefined {
  try {
    return new TextDecoder().decode(readBytes(path, LIMIT));
  } catch (cause) {
    if (!(cause instanceof StoryError)) throw cause;
    if (cause.diagnostic.code === 'input-missing' && !isNamed) return undefined;
    throw new StoryError('mail-settings', cause.diagnostic.message, { file: path }, { cause });
  }
}

async function parse(text: string, path: string): Promise<SettingsFile['values']> {
  const { LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent' });
  const [error] = document.errors;
  if (error) {
    const { line, col: column } = lines.linePos(error.pos[0]);
    const message = `The mail settings are no YAML (${error.code}). Write a line a key: \`host: smtp.example.org\`.`;
    throw new StoryError('mail-settings', message, { file: path, line, column });
  }
  const content: unknown = document.contents === null ? {} : plainOf(document);
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    const message =
      'The mail settings are no list of keys and values. Write a line a key, without `&` and `*`: `host: smtp.example.org`.';
    throw new StoryError('mail-settings', message, { file: path });
  }
  for (const key of Object.keys(content)) refuseKey(key, path);
  return content;
}

/** What the document holds; undefined where it leads in circles. */
function plainOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    return undefined;
  }
}

function refuseKey(key: string, path: string): void {
  if (PASSWORD_KEY.test(key)) {
    const ways =
      'Take it out, and name a program that prints it (`passwordCommand: [pass, show, mail]`) or a file of its own (`passwordFile: …`), or set STORYBIND_SMTP_PASSWORD';
    throw new StoryError('mail-settings', `A password has no place among the mail settings. ${ways}.`, { file: path });
  }
  if (KEYS.some((known) => known === key)) return;
  const name = /^[\w-]{1,30}$/.test(key) ? `\`${key}\`` : 'one of the keys';
  const known = KEYS.map((one) => `\`${one}\``).join(', ');
  throw new StoryError('mail-settings', `The mail settings do not know ${name}. The keys are ${known}.`, {
    file: path,
  });
}
