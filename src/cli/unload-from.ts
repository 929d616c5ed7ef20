import { basename } from 'node:path';
import { foldName } from '../collection/book-names.js';
import { isMadeFrom, scopeOf } from '../deliver/books/book-keys.js';
import { chooseTarget } from '../deliver/find/choose-target.js';
import { ejectDevice } from '../deliver/find/eject.js';
import { type ManifestEntry, readManifest } from '../deliver/usb/manifest.js';
import { unloadBooks } from '../deliver/usb/unload-books.js';
import { StoryError } from '../diagnostics/report.js';
import { matchesPattern } from '../io/expand-pattern.js';
import { fileStats, isFolder } from '../io/files.js';
import { EXIT, type ExitCode, graver } from './exit-codes.js';
import { codeOfDevice, type LoadEffects, SYSTEM } from './load-onto.js';
import { LoadTeller } from './load-teller.js';
import type { Surroundings, Ui } from './ui.js';
import type { UnloadFlags } from './unload.js';

/** Takes what the words name off the device, of what storybind put there. */
export async function unloadFrom(
  words: readonly string[],
  flags: UnloadFlags,
  ui: Ui,
  { signal }: Surroundings,
  { machine, now }: Pick<LoadEffects, 'machine' | 'now'> = SYSTEM,
): Promise<ExitCode> {
  const target = await chooseTarget(flags.to, machine);
  if (target.transport === 'upload') {
    const message = `${target.profile.name} does not tell what it holds, so nothing can be taken off it. Delete the books there.`;
    throw new StoryError('setting-invalid', message);
  }
  const isChosen = flags.all ? () => true : choice(words);
  const { entries } = await readManifest(target);
  refuseMisses(words, entries);
  const teller = new LoadTeller(target, [], entries.filter(isChosen).length, flags, ui);
  const outcome = await unloadBooks(target, isChosen, {
    isDryRun: flags.dryRun === true,
    signal,
    now,
    onPlaced: (placed) => teller.hear(placed),
  });
  const ejected = flags.eject && !flags.dryRun && outcome.isDone ? await ejectDevice(target, machine) : undefined;
  await teller.end(outcome, ejected);
  return graver(codeOfDevice(outcome), outcome.isDone ? EXIT.written : EXIT.delivery);
}

type Choice = (entry: ManifestEntry) => boolean;

/** A word that fits nothing is a slip, and is said before anything is taken away. */
function refuseMisses(words: readonly string[], entries: readonly ManifestEntry[]): void {
  for (const word of words) {
    if (entries.some(choiceOf(word))) continue;
    const message = `Nothing that storybind put on the device is called \`${word}\` or was made from it. \`storybind devices --books\` shows what is there.`;
    throw new StoryError('load-empty', message);
  }
}

function choice(words: readonly string[]): Choice {
  const choices = words.map(choiceOf);
  return (entry) => choices.some((isChosen) => isChosen(entry));
}

function choiceOf(word: string): Choice {
  if (fileStats(word)) {
    const scope = isFolder(word) ? scopeOf(word) : undefined;
    return ({ key }) => isMadeFrom(key, word) || (scope !== undefined && key.startsWith(scope));
  }
  const wanted = foldName(word);
  // By its whole path or its name alone.
  return ({ path }) => [path, basename(path)].some((name) => matchesPattern(foldName(name), wanted));
}
