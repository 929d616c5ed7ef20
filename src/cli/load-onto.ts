import { join, resolve, sep } from 'node:path';
import type { Failure, Preparation, PreparedBook } from '../deliver/books/prepared.js';
import { type Shelter, withShelter } from '../deliver/books/shelter.js';
import { chooseTarget } from '../deliver/find/choose-target.js';
import { ejectDevice } from '../deliver/find/eject.js';
import { type Machine, thisMachine } from '../deliver/find/machine.js';
import type { LoadOutcome } from '../deliver/loading.js';
import { type Fetch, uploadBooks } from '../deliver/remarkable/upload-books.js';
import type { Placed, Target } from '../deliver/target.js';
import { type LoadOptions, loadBooks } from '../deliver/usb/load-books.js';
import { type Diagnostic, StoryError } from '../diagnostics/report.js';
import { readEnvironment } from '../io/environment.js';
import { isFolder } from '../io/files.js';
import { reasonOf } from './defect.js';
import { EXIT, type ExitCode, exitCodeOf, graver } from './exit-codes.js';
import type { LoadFlags } from './load.js';
import { type LoadInputs, type LoadWords, prepareLoad, sortWords } from './load-inputs.js';
import { LoadTeller } from './load-teller.js';
import type { Surroundings, Ui } from './ui.js';
import { VERSION } from './version.js';

/** The world outside of the run: arguments, so that tests bring their own. */
export interface LoadEffects {
  readonly machine: Machine;
  readonly fetch: Fetch;
  readonly now: () => Date;
}

export const SYSTEM: LoadEffects = { machine: thisMachine, fetch, now: () => new Date() };

/** Puts what the words name on the device, and says what became of each book; the gravest exit code. */
export async function loadOnto(
  words: readonly string[],
  flags: LoadFlags,
  ui: Ui,
  surroundings: Surroundings,
  effects: LoadEffects = SYSTEM,
): Promise<ExitCode> {
  const target = await chooseTarget(flags.to, effects.machine);
  if (flags.sync && target.transport === 'upload') throw noSync(target);
  refuseOntoItself(sortWords(words), target, effects.machine);
  return withShelter(async (shelter) => {
    const { inputs, code } = await prepare(words, flags, target, shelter, ui, surroundings);
    return graver(code, await place(target, inputs, flags, ui, surroundings, effects));
  });
}

interface Prepared {
  readonly inputs: LoadInputs;
  readonly code: ExitCode;
}

async function prepare(
  words: readonly string[],
  flags: LoadFlags,
  target: Target,
  { keep }: Shelter,
  ui: Ui,
  surroundings: Surroundings,
): Promise<Prepared> {
  const { sourceDateEpoch } = readEnvironment(surroundings.variables);
  const preparation: Preparation = {
    target,
    template: flags.name,
    isGrey: flags.grey === true,
    tool: VERSION,
    keep,
    ...(sourceDateEpoch !== undefined && { sourceDateEpoch }),
    signal: surroundings.signal,
  };
  const sorted = sortWords(words);
  if (flags.sync) refuseSyncOfFiles(sorted);
  const inputs = await prepareLoad(sorted, flags, preparation, (path) => ui.progress(`preparing ${path}`));
  ui.clearProgress();
  sayFlaws(inputs.books, ui);
  const codes = await Promise.all(inputs.failures.map((one) => sayFailure(one, flags, ui, surroundings)));
  return { inputs, code: codes.reduce<ExitCode>(graver, EXIT.written) };
}

/** Says what is wrong with the books, but for what has been said. */
function sayFlaws(books: readonly PreparedBook[], ui: Ui, said: ReadonlySet<Diagnostic> = new Set()): void {
  for (const one of books.flatMap(({ diagnostics }) => diagnostics)) {
    if (!said.has(one) && (one.severity === 'error' || one.severity === 'warning')) ui.diagnose(one);
  }
}

async function sayFailure(
  { file, cause }: Failure,
  flags: LoadFlags,
  ui: Ui,
  { variables }: Surroundings,
): Promise<ExitCode> {
  const reason = reasonOf(cause, ui, variables, file);
  ui.diagnose(reason);
  if (flags.json) {
    const unmade = { path: null, action: 'failed', status: 'failed', bytes: null, sha256: null };
    await ui.data(`${JSON.stringify({ file, ...unmade, diagnostics: [reason] })}\n`);
  }
  return exitCodeOf(reason);
}

async function place(
  target: Target,
  { books, failures, scopes, kept }: LoadInputs,
  flags: LoadFlags,
  ui: Ui,
  { signal }: Surroundings,
  { machine, fetch: send, now }: LoadEffects,
): Promise<ExitCode> {
  const said = new Set(books.flatMap(({ diagnostics }) => diagnostics));
  const teller = new LoadTeller(target, books, books.length, flags, ui);
  const options: LoadOptions = {
    isSync: flags.sync === true,
    isMirrored: ({ key }) => !kept.has(key) && scopes.some((scope) => key.startsWith(scope)),
    isDryRun: flags.dryRun === true,
    signal,
    now,
    onPlaced: (placed) => teller.hear(placed),
  };
  const loadables = books.map(({ loadable }) => loadable);
  const loaded =
    target.transport === 'upload'
      ? await uploadBooks(target, loadables, options, send)
      : await loadBooks(target, loadables, options);
  const outcome = { ...loaded, isDone: loaded.isDone && failures.length === 0 };
  const ejected = flags.eject && !flags.dryRun && outcome.isDone ? await ejectDevice(target, machine) : undefined;
  ui.clearProgress();
  // What was noticed when books were made for the device.
  sayFlaws(books, ui, said);
  await teller.end(outcome, ejected);
  return graver(codeOfDevice(loaded), loaded.isDone ? EXIT.written : EXIT.delivery);
}

/** Of what the device did; what could not be made one of its books has a code of its own. */
export function codeOfDevice({ diagnostics, placed }: LoadOutcome): ExitCode {
  const codes = diagnostics.filter(({ severity }) => severity === 'error').map(exitCodeOf);
  const isWhole = !placed.some(({ action }: Placed) => action === 'failed');
  return codes.reduce<ExitCode>(graver, isWhole ? EXIT.written : EXIT.delivery);
}

function noSync({ profile }: Target): StoryError {
  const message = `${profile.name} does not tell what it holds, so nothing can be mirrored to it. Leave \`--sync\` out.`;
  return new StoryError('setting-invalid', message);
}

/** What was loaded would be loaded again by the next run, and its copy by the one after. */
function refuseOntoItself({ paths }: LoadWords, { transport, root, folder }: Target, { realPath }: Machine): void {
  if (transport !== 'files') return;
  const place = join(root, folder);
  const source = paths.filter(isFolder).find((path) => isWithin(place, realPath(resolve(path))));
  if (source === undefined) return;
  const message = `Books go to \`${place}\`, which lies in \`${source}\` itself. Name a folder of books that is not the device’s.`;
  throw new StoryError('setting-invalid', message, { file: source });
}

const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

/** What is gone can be known of a folder or a search only. */
function refuseSyncOfFiles({ paths, query }: LoadWords): void {
  if (query !== undefined || paths.some(isFolder)) return;
  const message = '`--sync` mirrors a folder or a search, and neither was named. Leave it out to load files.';
  throw new StoryError('setting-invalid', message);
}
