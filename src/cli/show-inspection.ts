import { understand } from '../convert.js';
import { printable } from '../diagnostics/format.js';
import { Report } from '../diagnostics/report.js';
import { type InspectedSection, type Inspection, inspectStory } from '../inspect.js';
import type { Section } from '../model/story.js';
import type { ReadingOptions } from '../options.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { fieldRows, shorten } from './field-rows.js';
import { checkSettings, openInput, STANDARD_STREAM, textOf } from './stories.js';
import { summarise } from './summarise.js';
import { type Row, renderTable } from './table.js';
import { counted, type Paint, type Surroundings, type Ui } from './ui.js';

/** What is understood of the story, on stdout: as JSON, or as tables for people with the diagnostics on stderr. */
export async function showInspection(
  path: string,
  isJson: boolean,
  options: ReadingOptions,
  ui: Ui,
  surroundings: Surroundings,
): Promise<ExitCode> {
  await checkSettings(options.set);
  ui.progress(`reading ${path}`);
  const file = await openInput(path, surroundings, options.memory);
  const report = new Report(file.name);
  const read = await understand(file, options, report, surroundings.signal);
  const inspection = inspectStory(read, report.diagnostics);
  ui.clearProgress();
  if (isJson) {
    await ui.data(`${JSON.stringify(inspection, null, 2)}\n`);
    return EXIT.written;
  }
  const head = `${ui.paintData('bold', printable(file.name))}  read as ${inspection.reader}, ${inspection.encoding}`;
  const fields = renderTable(fieldRows(read.story.metadata, file.name, ui.paintData));
  const outline = renderTable(outlineRows(read.story.sections, inspection, ui.paintData));
  await ui.data(`${[head, fields, outline].join('\n\n')}\n`);
  const text = inspection.diagnostics.length > 0 ? await textOf(file) : undefined;
  if (inspection.diagnostics.length > 0) ui.say('');
  for (const one of inspection.diagnostics) ui.diagnose(one, one.file === file.name ? text : undefined);
  ui.say(`\n${ui.paint('dim', wayOut(path, inspection))}`);
  return EXIT.written;
}

/** How to mend what was read wrong. */
function wayOut(path: string, { reader }: Inspection): string {
  const command = `\`storybind build ${printable(path)} --set key="value"\``;
  return `Correct a field with ${command}${otherPlace(path, reader)}; take one away with \`--set key=\`.`;
}

/** Where else a story may be corrected, if it lies on the disk. */
function otherPlace(path: string, reader: string): string {
  if (path === STANDARD_STREAM) return '';
  return reader === 'markdown' ? ', or in the front matter of the file' : `, or in \`${sidecarOf(path, reader)}\``;
}

/** The file that says what the story is where its own cannot be changed. */
const sidecarOf = (path: string, reader: string): string =>
  printable(reader === 'folder' ? `${path.replace(/\/+$/, '')}/story.yaml` : path.replace(/(?:\.[^./\\]*)?$/, '.yaml'));

function outlineRows(sections: readonly Section[], inspection: Inspection, paint: Paint): readonly Row[] {
  const rows = inspection.sections.flatMap((section, at) => sectionRows(section, sections[at], 0, paint));
  return [...rows, [paint('bold', summarise(inspection.counts))]];
}

/** A row a section, the inner ones indented; numbering and title both, where the source has both. */
function sectionRows(
  inspected: InspectedSection,
  section: Section | undefined,
  depth: number,
  paint: Paint,
): readonly Row[] {
  const { title, sceneBreaks, notesBefore, notesAfter } = inspected;
  const names = [section?.label, title === section?.label ? undefined : title].filter(Boolean);
  const facts = [
    sceneBreaks > 0 && counted(sceneBreaks, 'scene break'),
    notesBefore > 0 && `${counted(notesBefore, 'note')} before`,
    notesAfter > 0 && `${counted(notesAfter, 'note')} after`,
  ];
  const row = [
    '  '.repeat(depth) + (shorten(names.join(' · ')) || '—'),
    paint('dim', inspected.role),
    counted(inspected.words, 'word'),
    facts.filter(Boolean).join(' · '),
  ];
  return [
    row,
    ...inspected.sections.flatMap((inner, at) => sectionRows(inner, section?.sections[at], depth + 1, paint)),
  ];
}
