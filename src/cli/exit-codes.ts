import type { Code } from '../diagnostics/codes.js';
import type { Diagnostic } from '../diagnostics/report.js';

/** What the command's exit code says. */
export const EXIT = {
  written: 0,
  defect: 1,
  usage: 2,
  input: 3,
  check: 4,
  delivery: 5,
  warnings: 6,
  /** Ctrl-C: 128 and the number of SIGINT, as shells have it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The codes of errors that are not the input's fault. */
const EXIT_OF_CODE: Readonly<Partial<Record<Code, ExitCode>>> = {
  defect: EXIT.defect,
  'book-unsound': EXIT.check,
  'setting-unknown': EXIT.usage,
  'setting-invalid': EXIT.usage,
  'output-is-source': EXIT.usage,
  'query-invalid': EXIT.usage,
  'device-unknown': EXIT.usage,
  'device-ambiguous': EXIT.usage,
  'device-read-only': EXIT.delivery,
  'device-full': EXIT.delivery,
  'device-gone': EXIT.delivery,
  'device-damaged': EXIT.delivery,
  'device-path': EXIT.delivery,
  'device-refused': EXIT.delivery,
  'device-by-cable': EXIT.delivery,
  'device-unreachable': EXIT.delivery,
  'epubcheck-unavailable': EXIT.usage,
  'output-unwritable': EXIT.delivery,
  'mail-settings': EXIT.usage,
  'mail-address': EXIT.usage,
  'mail-password': EXIT.usage,
  'mail-book-unfit': EXIT.check,
  'mail-too-large': EXIT.delivery,
  'mail-unreachable': EXIT.delivery,
  'mail-insecure': EXIT.delivery,
  'mail-login-refused': EXIT.delivery,
  'mail-refused': EXIT.delivery,
  'mail-recipient-refused': EXIT.delivery,
  'mail-uncertain': EXIT.delivery,
  'mail-untried': EXIT.delivery,
};

/** The exit code of a run that this diagnostic ended. */
export const exitCodeOf = ({ code }: Diagnostic): ExitCode => EXIT_OF_CODE[code] ?? EXIT.input;

/** From the mildest to the gravest: of several stories, the gravest outcome is the run's. */
const BY_GRAVITY: readonly ExitCode[] = [
  EXIT.written,
  EXIT.warnings,
  EXIT.delivery,
  EXIT.check,
  EXIT.input,
  EXIT.usage,
  EXIT.defect,
  EXIT.interrupted,
];

export const graver = (one: ExitCode, other: ExitCode): ExitCode =>
  BY_GRAVITY.indexOf(one) >= BY_GRAVITY.indexOf(other) ? one : other;

/** The exit code of a run that came to its end with these diagnostics. */
export function exitCodeOfFindings(diagnostics: readonly Diagnostic[], isStrict: boolean): ExitCode {
  if (diagnostics.some(({ severity }) => severity === 'error')) return EXIT.check;
  return isStrict && diagnostics.some(({ severity }) => severity === 'warning') ? EXIT.warnings : EXIT.written;
}
