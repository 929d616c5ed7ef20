import { Report } from '../../diagnostics/report.js';
import type { ReadResult, Source } from '../reader.js';
import { textReader } from '../text/text-reader.js';
import type { DocumentProperties } from './properties.js';

/** Reads a document of nothing but paragraphs as the text file that it was, or might have been. */
export async function readPlain(
  source: Source,
  properties: DocumentProperties,
  report: Report,
): Promise<Pick<ReadResult, 'story' | 'files'>> {
  const said = new Report(source.name);
  const read = await textReader.read(source, {}, said);
  const isTitled = properties.title !== undefined;
  report.take(said.diagnostics.filter(({ code }) => !(isTitled && code === 'title-missing')));
  return read;
}
