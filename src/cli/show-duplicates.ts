import { executorFor } from '../collection/duplicates/executor.js';
import { findDuplicates } from '../collection/duplicates/find-duplicates.js';
import { describeFamilies } from './describe-duplicates.js';
import type { DuplicatesFlags } from './duplicates.js';
import { duplicatesJson } from './duplicates-json.js';
import { EXIT, type ExitCode, exitCodeOf, graver } from './exit-codes.js';
import { expandInputs } from './stories.js';
import { counted, type Surroundings, type Ui } from './ui.js';

/** Says which stories are there more than once, on stdout; the gravest exit code of those that could not be read. */
export async function showDuplicates(
  paths: readonly string[],
  flags: DuplicatesFlags,
  ui: Ui,
  { signal }: Surroundings,
): Promise<ExitCode> {
  const found = await findDuplicates({
    roots: expandInputs(paths),
    ignored: flags.ignore,
    executor: executorFor,
    signal,
    progress: (read, total) => {
      if (read % 50 === 0 || read === total) ui.progress(`read ${read} of ${total} stories`);
    },
  });
  ui.clearProgress();
  for (const reason of found.unreadable) ui.diagnose(reason);
  if (flags.json) await ui.data(`${JSON.stringify(duplicatesJson(found), null, 2)}\n`);
  else {
    const text = describeFamilies(found, ui.paintData);
    if (text !== '') await ui.data(`${text}\n`);
    ui.say(`${text === '' ? '' : '\n'}${summarise(found)}`);
  }
  return found.unreadable.map(exitCodeOf).reduce<ExitCode>(graver, EXIT.written);
}

function summarise({ stories, families, contained, unreadable }: Awaited<ReturnType<typeof findDuplicates>>): string {
  const copies = families.reduce((sum, family) => sum + family.copies.length, 0);
  const parts = [
    `${counted(stories, 'story', 'stories')} compared`,
    families.length === 0
      ? 'none is there twice'
      : `${counted(families.length, 'is', 'are')} there more than once, with ${counted(copies, 'copy', 'copies')} beside the fullest`,
    ...(contained.length > 0 ? [`${contained.length} contained in others`] : []),
    ...(unreadable.length > 0 ? [`${unreadable.length} could not be read`] : []),
  ];
  return parts.join(' · ');
}
