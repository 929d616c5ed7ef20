import type { Severity } from '../diagnostics/codes.js';
import { codeFrame, formatDiagnostic, formatPlace, printable } from '../diagnostics/format.js';
import type { Diagnostic } from '../diagnostics/report.js';
import { wantsColour } from '../io/environment.js';

/** A stream as the commands use it. */
export interface Output {
  readonly isTTY?: boolean;
  write(chunk: string | Uint8Array, done: (error?: Error | null) => void): unknown;
}

/** What a command has around it: passed in, so that tests bring their own. */
export interface Surroundings {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

const STYLES = { bold: [1, 22], dim: [2, 22], red: [31, 39], yellow: [33, 39], cyan: [36, 39] } as const;
type Style = keyof typeof STYLES;

const STYLE_OF_SEVERITY: Readonly<Record<Severity, Style>> = {
  error: 'red',
  warning: 'yellow',
  info: 'cyan',
  hint: 'cyan',
};

export type Paint = (style: Style, text: string) => string;

/** Speaks to people on stderr, and hands data to stdout. */
export class Ui {
  readonly #surroundings: Surroundings;
  #hasProgress = false;
  /** Set by `--quiet`: only errors are said. */
  isQuiet = false;
  /** Set by `--json`: a run that ends before its time says so on stdout too. */
  isJson = false;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** True when people watch stderr. */
  get isWatched(): boolean {
    return this.#surroundings.stderr.isTTY === true;
  }

  /** Data for stdout, and nothing else there; resolves when it is out. */
  async data(chunk: string | Uint8Array): Promise<void> {
    this.clearProgress();
    await new Promise<void>((resolve, reject) => {
      this.#surroundings.stdout.write(chunk, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Why the run ends before its time: for people, and for programs where they listen. */
  async lastWords(diagnostic: Diagnostic): Promise<void> {
    this.diagnose(diagnostic);
    // Who listens no more needs no words.
    if (this.isJson) await this.data(`${JSON.stringify({ diagnostics: [diagnostic] })}\n`).catch(() => undefined);
  }

  /** A line on stderr. */
  say(line: string): void {
    if (!this.isQuiet) this.#print(`${line}\n`);
  }

  /** What goes on, at a terminal only, until the next line takes its place. */
  progress(text: string): void {
    if (this.isQuiet || !this.isWatched) return;
    this.clearProgress();
    this.#surroundings.stderr.write(this.paint('dim', `${printable(text)} …`), () => {});
    this.#hasProgress = true;
  }

  clearProgress(): void {
    if (this.#hasProgress) this.#surroundings.stderr.write('\r\u001b[K', () => {});
    this.#hasProgress = false;
  }

  /** The diagnostic in a line; with the source's text, the line that it is about below it, for those who watch. */
  diagnose(diagnostic: Diagnostic, text?: string): void {
    if (this.isQuiet && diagnostic.severity !== 'error') return;
    this.#print(`${this.#colourLine(diagnostic)}\n`);
    const frame = text === undefined ? undefined : codeFrame(diagnostic, text);
    if (frame) this.#print(`${this.paint('dim', indent(frame))}\n`);
  }

  readonly paint: Paint = (style, text) =>
    paintFor(this.#surroundings.stderr, this.#surroundings.variables)(style, text);

  /** Paint for what goes to stdout, when that is a terminal. */
  readonly paintData: Paint = (style, text) =>
    paintFor(this.#surroundings.stdout, this.#surroundings.variables)(style, text);

  #colourLine(diagnostic: Diagnostic): string {
    const line = formatDiagnostic(diagnostic);
    const start = formatPlace(diagnostic).length;
    const words = `${diagnostic.severity} ${diagnostic.code}`;
    const at = line.indexOf(words, start);
    if (at < 0) return line;
    const style = STYLE_OF_SEVERITY[diagnostic.severity];
    return line.slice(0, at) + this.paint(style, words) + line.slice(at + words.length);
  }

  #print(text: string): void {
    this.clearProgress();
    this.#surroundings.stderr.write(text, () => {});
  }
}

/** Text in the style, where the stream wants colour. */
function paintFor(stream: Output, variables: Surroundings['variables']): Paint {
  if (!wantsColour(stream, variables)) return (_style, text) => text;
  return (style, text) => `\u001b[${STYLES[style][0]}m${text}\u001b[${STYLES[style][1]}m`;
}

const indent = (text: string): string => text.replace(/^/gm, '    ');

/** `1 chapter`, `1,388 words`. */
export const counted = (count: number, one: string, several = `${one}s`): string =>
  `${String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')} ${count === 1 ? one : several}`;
