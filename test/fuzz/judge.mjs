// What may come of a run: a sound book, or a refusal that says why. Everything else is a failure.

/** Refusals that blame the input. All others, of those that end a run, blame storybind. */
const REFUSALS = new Set([
  ...['input-empty', 'input-binary', 'input-too-large', 'input-damaged', 'input-unreadable', 'input-directory'],
  ...['format-unknown'],
]);

/**
 * Binds the case with the library's verbs and judges what comes of it: `{ outcome: 'book' | 'refusal' | 'failure' }`
 * with the `code` of a refusal, or the `problem` of a failure.
 */
export async function judge({ bind, check }, { name, bytes, members, sibling, options }) {
  let book;
  try {
    book = await bind({ name, bytes, ...(members && { members }), ...(sibling && { sibling }) }, options);
  } catch (error) {
    return judgeRefusal(error);
  }
  const errors = book.diagnostics.filter(({ severity }) => severity === 'error');
  if (!book.isSound) return failure('unsound', errors);
  const findings = (await check(book.bytes)).filter(({ severity }) => severity === 'error');
  return findings.length > 0 ? failure('the check', findings) : { outcome: 'book' };
}

function judgeRefusal(error) {
  const code = error?.name === 'StoryError' ? error.diagnostic?.code : undefined;
  if (REFUSALS.has(code)) return { outcome: 'refusal', code };
  const root = error?.cause ?? error;
  return { outcome: 'failure', kind: 'crash', problem: String(root?.stack ?? root), code };
}

const failure = (kind, findings) => ({
  outcome: 'failure',
  kind,
  problem: findings
    .map(({ code, file, line, column, message }) => `${code} ${file ?? ''}:${line}:${column} ${message}`)
    .join('\n'),
});
