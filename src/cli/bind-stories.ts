import { type Bound, convert } from '../convert.js';
import { unsoundBook } from '../diagnostics/our-faults.js';
import { type Diagnostic, StoryError } from '../diagnostics/report.js';
import { type Counts, countStory } from '../inspect.js';
import { isFolder, type StoryFile } from '../io/files.js';
import { systemErrorCode } from '../io/system-errors.js';
import { writeAtomically } from '../io/write-atomically.js';
import type { BindOptions } from '../options.js';
import { slug } from '../text/slug.js';
import type { BuildFlags } from './build-flags.js';
import { reasonOf } from './defect.js';
import { EXIT, type ExitCode, exitCodeOf, exitCodeOfFindings, graver } from './exit-codes.js';
import { judgedBook } from './judged-book.js';
import { type OutputPaths, pathsFor, stemOf } from './output-paths.js';
import { expandInputs, hasPattern, type Input, STANDARD_STREAM, storyInputs, textOf } from './stories.js';
import { summarise } from './summarise.js';
import type { Surroundings, Ui } from './ui.js';
import { wishedOptions } from './wished-options.js';

/** What a run of `build` decides before its first story. */
interface Plan {
  readonly inputs: readonly Input[];
  readonly paths: OutputPaths;
  readonly options: BindOptions;
  /** True when one of the paths is a folder of stories rather than of chapters. */
  readonly isCollection: boolean;
  /** Files that no book may overwrite, the stories aside. */
  readonly sources: readonly string[];
}

/** What became of one story: the object that `--json` prints. */
interface Outcome {
  readonly file: string;
  /** The book's path; null when none was written, or when it went to stdout. */
  readonly output: string | null;
  readonly status: 'written' | 'failed';
  readonly title: string | null;
  readonly counts: Counts | null;
  readonly diagnostics: readonly Diagnostic[];
}

interface Ended {
  readonly outcome: Outcome;
  readonly exitCode: ExitCode;
  readonly story?: StoryFile;
}

/** Binds every story and says what became of it; the gravest exit code. One that fails does not stop the others. */
export async function bindStories(
  files: readonly string[],
  flags: BuildFlags,
  ui: Ui,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const plan = await planRun(files, flags, surroundings);
  if (plan.isCollection) {
    if (flags.output === STANDARD_STREAM) throw manyToStdout();
    const { bindCollection } = await import('./bind-collection.js');
    return bindCollection(expandInputs(files), flags, plan.options, ui, surroundings);
  }
  let exitCode: ExitCode = EXIT.written;
  for (const input of plan.inputs) {
    ui.progress(`binding ${input.path}`);
    const ended = await bindStory(input, plan, flags, ui, surroundings);
    await sayOutcome(ended, flags, ui);
    exitCode = graver(exitCode, ended.exitCode);
  }
  return exitCode;
}

const manyToStdout = (): StoryError =>
  new StoryError(
    'setting-invalid',
    'The folder holds stories, and stdout takes one book. Name a folder for the books with `-o`, or bind the files as one with `--as-one`.',
  );

async function planRun(files: readonly string[], flags: BuildFlags, surroundings: Surroundings): Promise<Plan> {
  const { options, sources } = await wishedOptions(flags, surroundings);
  const paths = expandInputs(files);
  const inputs = storyInputs(paths, flags.asOne === true, surroundings, flags.memory);
  const isMany = inputs.length > 1 || (hasPattern(files) && !flags.asOne);
  return {
    inputs,
    paths: pathsFor(
      flags.output,
      isMany,
      inputs.flatMap((input) => input.paths),
    ),
    options,
    isCollection: !flags.asOne && (await holdsCollection(paths, flags)),
    sources,
  };
}

/** The folders are looked into only where there are any. */
async function holdsCollection(paths: readonly string[], flags: BuildFlags): Promise<boolean> {
  const folders = paths.filter(isFolder);
  if (folders.length === 0) return false;
  const { isCollection } = await import('../collection/scan.js');
  return flags.each === true || folders.some(isCollection);
}

async function bindStory(
  input: Input,
  plan: Plan,
  flags: BuildFlags,
  ui: Ui,
  surroundings: Surroundings,
): Promise<Ended> {
  let story: StoryFile | undefined;
  try {
    story = await input.open();
    const bound = await judgedBook(
      await convert(story, plan.options, surroundings.signal),
      story.name,
      flags,
      surroundings,
    );
    if (!bound.isSound) return { outcome: outcomeOf(story.name, null, bound), exitCode: EXIT.check, story };
    const output = flags.output === STANDARD_STREAM ? null : outputPath(input, bound, plan);
    if (output === null) await ui.data(bound.bytes);
    else {
      const sources = [...plan.sources, ...input.paths.filter((path) => path !== STANDARD_STREAM)];
      writeAtomically(output, bound.bytes, sources);
    }
    const exitCode = exitCodeOfFindings(bound.diagnostics, flags.strict === true);
    return { outcome: outcomeOf(story.name, output, bound), exitCode, story };
  } catch (error) {
    if (surroundings.signal.aborted || systemErrorCode(error) === 'EPIPE') throw error;
    const reason = reasonOf(error, ui, surroundings.variables, input.path);
    const nothing = { output: null, status: 'failed', title: null, counts: null } as const;
    const outcome: Outcome = { file: input.path, ...nothing, diagnostics: [reason] };
    return { outcome, exitCode: exitCodeOf(reason), ...(story && { story }) };
  }
}

/** A book is called after its file; where there is none, or several, after its title. */
function outputPath(input: Input, { story, extension }: Bound, { paths }: Plan): string {
  const hasOwnName = input.path !== STANDARD_STREAM && input.paths.length === 1;
  const stem = hasOwnName ? stemOf(input.path) : slug(story.metadata.title ?? '') || 'story';
  return paths.pathFor(stem, extension);
}

const outcomeOf = (file: string, output: string | null, { story, diagnostics, isSound }: Bound): Outcome => ({
  file,
  output,
  status: isSound ? 'written' : 'failed',
  title: story.metadata.title ?? null,
  counts: countStory(story),
  diagnostics: isSound ? diagnostics : [...diagnostics, unsoundBook('written', file)],
});

/** The line of the book, then what there was to say of it; decisions that need no one's eye are left to `inspect`. */
async function sayOutcome({ outcome, story }: Ended, flags: BuildFlags, ui: Ui): Promise<void> {
  ui.clearProgress();
  const { output, status, counts, diagnostics } = outcome;
  if (status === 'written' && counts) ui.say(`${ui.paint('bold', output ?? 'stdout')}  ${summarise(counts)}`);
  const worthSaying = diagnostics.filter(({ severity }) => severity !== 'info');
  const isFramed = ui.isWatched && worthSaying.some(({ line }) => line !== undefined);
  const text = isFramed && story ? await textOf(story) : undefined;
  for (const one of worthSaying) ui.diagnose(one, one.file === story?.name ? text : undefined);
  if (flags.json) await ui.data(`${JSON.stringify(outcome)}\n`);
}
