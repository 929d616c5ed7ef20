import type { Diagnostic } from './report.js';

/** One line a diagnostic, as editors and people read it: `story.md:12:3: warning image-missing: …`. */
export function formatDiagnostic({ file, line, column, severity, code, message }: Diagnostic): string {
  const place = [file ?? '', line, line === undefined ? undefined : column].filter(
    (part) => part !== undefined && part !== '',
  );
  return `${place.length > 0 ? `${place.join(':')}: ` : ''}${severity} ${code}: ${message}`;
}
