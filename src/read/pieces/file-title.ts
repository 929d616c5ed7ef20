import type { Report } from '../../diagnostics/report.js';
import type { MetadataBuilder } from '../metadata-builder.js';

/** Names a story after its file when nothing in it does, and says so. */
export function nameAfterFile(file: string, metadata: MetadataBuilder, report: Report): void {
  if (metadata.metadata.title !== undefined) return;
  const title = fileTitle(file);
  metadata.set('title', title, { line: 1, column: 1, how: 'file name', confidence: 0.2 });
  const message = `The story states no title, so it is called \`${title}\`, after its file. Write \`# Title\` at its top, or use \`--set title=…\`.`;
  report.add('title-missing', message, { line: 1, column: 1 });
}

/** `stories/003_the-salt-road.md` → `The salt road`; dates and numbers before the name go. */
export function fileTitle(file: string): string {
  const stem = file.replace(/^.*[/\\]/, '').replace(/\.[^.]{1,10}$/, '');
  const bare = stem
    .replace(/^\d{4}-\d{2}-\d{2}[-_ ]+/, '')
    .replace(/^\d+[-_. ]+(?=\D)/, '')
    .replace(/[-_\s]+/g, ' ')
    .trim();
  const words = bare || stem.trim() || 'Untitled';
  return words.charAt(0).toLocaleUpperCase('en') + words.slice(1);
}
