import { join, resolve } from 'node:path';
import {
  bindAnthology,
  type NamedStory,
  type ReadStories,
  readStories,
} from '../collection/anthology/bind-anthology.js';
import { planVolumes, type Volume } from '../collection/anthology/plan-volumes.js';
import type { Bound } from '../convert.js';
import { unsoundBook } from '../diagnostics/our-faults.js';
import { type Diagnostic, StoryError } from '../diagnostics/report.js';
import { countStory } from '../inspect.js';
import { isFolder } from '../io/files.js';
import { writeAtomically } from '../io/write-atomically.js';
import type { BindOptions } from '../options.js';
import { slug } from '../text/slug.js';
import type { AnthologyFlags } from './anthology.js';
import { anthologyInputs } from './anthology-inputs.js';
import { EXIT, type ExitCode, exitCodeOf, exitCodeOfFindings, graver } from './exit-codes.js';
import { judgedBook } from './judged-book.js';
import { DEFAULT_FOLDER, endsWithSlash } from './output-paths.js';
import { STANDARD_STREAM } from './stories.js';
import { summarise } from './summarise.js';
import { counted, type Surroundings, type Ui } from './ui.js';
import { wishedOptions } from './wished-options.js';

/** What every book of a run shares. */
interface Run {
  readonly flags: AnthologyFlags;
  readonly options: BindOptions;
  /** Files that no book may overwrite. */
  readonly sources: readonly string[];
  readonly ui: Ui;
  readonly surroundings: Surroundings;
}

/** A book that is to be made; one without a name is called after its title. */
type Wanted = Pick<Volume, 'stories'> & Partial<Volume> & { readonly title?: string };

/** Reads the stories, binds them into one book or one a series, and says what became of them; the gravest exit code. */
export async function bindAnthologies(
  paths: readonly string[],
  flags: AnthologyFlags,
  ui: Ui,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { options, sources } = await wishedOptions(flags, surroundings);
  const output = flags.output ?? DEFAULT_FOLDER;
  const isAmong = paths.some((path) => resolve(path) === resolve(output));
  if (isAmong && (isManyBooks(flags) || isFolder(output))) throw sameFolder(output);
  const { inputs, folderTitle, files } = anthologyInputs(paths, flags, output, surroundings);
  const read = await readStories(inputs, options, surroundings.signal, (name) => ui.progress(`reading ${name}`));
  for (const failure of read.failures) await sayStory(failure, 'failed', flags, ui);
  const run: Run = { flags, options, sources: [...sources, ...files], ui, surroundings };
  const failed = read.failures.reduce<ExitCode>((code, one) => graver(code, exitCodeOf(one)), EXIT.written);
  if (read.stories.length === 0) throw empty(read);
  const { wanted, leftOut } = wantedBooks(read.stories, flags, folderTitle);
  for (const one of leftOut) await sayStory(one, 'left out', flags, ui);
  if (wanted.length === 0) throw noSeries();
  let exitCode = graver(failed, exitCodeOfFindings(leftOut, flags.strict === true));
  for (const volume of wanted) exitCode = graver(exitCode, await bindVolume(volume, read.diagnostics, run));
  return exitCode;
}

const noSeries = (): StoryError =>
  new StoryError(
    'anthology-empty',
    'No two stories here share a series, so there is no omnibus to make. Name one in their front matter (`series: "The Weir #2"`), or leave `--by series` out.',
  );

const isManyBooks = ({ by }: AnthologyFlags): boolean => by === 'series';

function wantedBooks(
  stories: readonly NamedStory[],
  flags: AnthologyFlags,
  title: string | undefined,
): { readonly wanted: readonly Wanted[]; readonly leftOut: readonly Diagnostic[] } {
  if (!isManyBooks(flags)) return { wanted: [{ stories, ...(title !== undefined && { title }) }], leftOut: [] };
  const { volumes, leftOut } = planVolumes(stories);
  return { wanted: volumes, leftOut };
}

async function bindVolume(volume: Wanted, said: readonly Diagnostic[], run: Run): Promise<ExitCode> {
  const { flags, options, ui, surroundings, sources } = run;
  const { stories, title, series } = volume;
  ui.progress(`binding ${counted(stories.length, 'story', 'stories')}`);
  const { by, order } = flags;
  const bound = await bindAnthology(
    stories,
    {
      ...options,
      ...(title !== undefined && { title }),
      ...(series !== undefined && { series }),
      ...(order && { order }),
      ...(by !== undefined && by !== 'series' && { by }),
    },
    surroundings.signal,
  );
  const names = new Set(stories.map(({ name }) => name));
  const judged = await judgedBook(bound, bound.story.metadata.title ?? 'anthology', flags, run.surroundings);
  const own = [...said.filter(({ file }) => file === undefined || names.has(file)), ...judged.diagnostics];
  if (!judged.isSound) {
    const diagnostics = [...own, unsoundBook('written')];
    await sayBook({ volume, bound: { ...judged, diagnostics }, output: null }, run);
    return EXIT.check;
  }
  const output = flags.output === STANDARD_STREAM ? null : pathOf(volume, bound, flags);
  if (output === null) await ui.data(bound.bytes);
  else writeAtomically(output, bound.bytes, sources);
  await sayBook({ volume, bound: { ...judged, diagnostics: own }, output }, run);
  return exitCodeOfFindings(own, flags.strict === true);
}

function pathOf({ name }: Wanted, { story, extension }: Bound, { output, by }: AnthologyFlags): string {
  const isInFolder = output === undefined || by === 'series' || endsWithSlash(output) || isFolder(output);
  if (!isInFolder) return output;
  const stem = name ?? (slug(story.metadata.title ?? '') || 'anthology');
  return join(output ?? DEFAULT_FOLDER, `${stem}.${extension}`);
}

interface Made {
  readonly volume: Wanted;
  readonly bound: Bound;
  readonly output: string | null;
}

async function sayBook({ volume, bound, output }: Made, { flags, ui }: Run): Promise<void> {
  ui.clearProgress();
  const { story, diagnostics, isSound } = bound;
  const counts = countStory(story);
  const stories = counted(volume.stories.length, 'story', 'stories');
  if (isSound) ui.say(`${ui.paint('bold', output ?? 'stdout')}  ${stories} · ${summarise(counts)}`);
  for (const one of diagnostics) if (one.severity !== 'info') ui.diagnose(one);
  if (!flags.json) return;
  const outcome = {
    output,
    status: isSound ? 'written' : 'failed',
    title: story.metadata.title ?? null,
    counts,
    stories: volume.stories.map(({ name, story: { metadata } }) => ({ file: name, title: metadata.title ?? null })),
    diagnostics,
  };
  await ui.data(`${JSON.stringify(outcome)}\n`);
}

/** What became of a story that is in no book. */
async function sayStory(
  reason: Diagnostic,
  status: 'failed' | 'left out',
  { json }: AnthologyFlags,
  ui: Ui,
): Promise<void> {
  ui.clearProgress();
  ui.diagnose(reason);
  const nothing = { output: null, status, title: null, counts: null };
  if (json) await ui.data(`${JSON.stringify({ file: reason.file ?? null, ...nothing, diagnostics: [reason] })}\n`);
}

const empty = ({ failures }: ReadStories): StoryError =>
  new StoryError(
    'anthology-empty',
    failures.length > 0
      ? 'None of the stories could be read, so there is no anthology. See what was said of each.'
      : 'There is no story to make an anthology of. Give story files, or a folder of them.',
  );

const sameFolder = (output: string): StoryError =>
  new StoryError(
    'setting-invalid',
    `\`${output}\` is the folder of the stories: the books would be read as stories next time. Give another folder with \`-o\`.`,
  );
