import type { PackageReading } from './package-metadata.js';

/** The series that the book says it belongs to, in EPUB 3's words or calibre's. */
export function readSeries(reading: PackageReading): void {
  const { facts, metadata, receipt } = reading;
  for (const entry of facts.all('belongs-to-collection')) {
    const type = facts.refinements(entry, 'collection-type')[0];
    const name = facts.text(entry);
    if (name === '' || (type !== undefined && type !== 'series' && type !== 'set')) continue;
    const position = positionOf(facts.refinements(entry, 'group-position')[0]);
    metadata.append('series', [{ name, ...(position !== undefined && { position }) }], receipt(entry, 0.9));
  }
  const name = facts.meta('calibre:series');
  const entry = facts.all('calibre:series')[0];
  if (name === undefined || !entry) return;
  const position = positionOf(facts.meta('calibre:series_index'));
  metadata.append('series', [{ name, ...(position !== undefined && { position }) }], receipt(entry, 0.9));
}

function positionOf(written: string | undefined): number | undefined {
  const position = /^\d{1,5}(?:\.\d{1,3})?$/.test(written ?? '') ? Number(written) : Number.NaN;
  return position > 0 ? position : undefined;
}
