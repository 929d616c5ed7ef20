import { createHash } from 'node:crypto';
import { type Diagnostic, StoryError } from '../../diagnostics/report.js';
import { systemErrorCode } from '../../io/system-errors.js';
import type { LoadOutcome, RunOptions } from '../loading.js';
import type { Loadable, Placed, Target } from '../target.js';

/** How the machine speaks HTTP: an argument, so that tests bring their own. */
export type Fetch = (address: string, request: RequestInit) => Promise<Response>;

/** The device turns a book into its own form before it answers. */
const LONGEST_WAIT = 120_000;

/**
 * Sends the books to a reMarkable’s own web interface (`POST /upload`, one file a request; undocumented, and off until it is
 * switched on under Settings, Storage). It tells nothing of what it holds, so a book sent again is there twice.
 */
export async function uploadBooks(
  target: Target,
  books: readonly Loadable[],
  { isDryRun, onPlaced, signal }: RunOptions,
  send: Fetch = fetch,
): Promise<LoadOutcome> {
  const placed: Placed[] = [];
  const diagnostics: Diagnostic[] = [];
  let isReachable = true;
  for (const book of books) {
    signal?.throwIfAborted();
    // It sleeps or was pulled out: the others would only wait.
    const { one, fault }: Uploaded = isReachable
      ? await upload(target, book, isDryRun, send, signal)
      : { one: failed(book) };
    placed.push(one);
    onPlaced?.(one);
    if (fault) diagnostics.push(fault);
    isReachable &&= fault?.code !== 'device-unreachable';
  }
  return { placed, diagnostics, isDone: diagnostics.length === 0 };
}

interface Uploaded {
  readonly one: Placed;
  readonly fault?: Diagnostic;
}

async function upload(
  target: Target,
  book: Loadable,
  isDryRun: boolean,
  send: Fetch,
  signal: AbortSignal | undefined,
): Promise<Uploaded> {
  const path = nameOf(book);
  if (isDryRun) return { one: { key: book.key, path, action: 'added' } };
  try {
    const bytes = await book.bytes(signal);
    await post(target, path, bytes, send, signal);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { one: { key: book.key, path, action: 'added', bytes: bytes.length, sha256 } };
  } catch (cause) {
    if (signal?.aborted) throw cause;
    if (!(cause instanceof StoryError)) throw cause;
    return { one: failed(book), fault: cause.diagnostic };
  }
}

/** The device knows no folders here. */
const nameOf = ({ name }: Loadable): string => name.slice(name.lastIndexOf('/') + 1);

const failed = (book: Loadable): Placed => ({ key: book.key, path: nameOf(book), action: 'failed' });

async function post(
  target: Target,
  name: string,
  bytes: Uint8Array,
  send: Fetch,
  signal: AbortSignal | undefined,
): Promise<void> {
  const form = new FormData();
  form.set('file', new Blob([bytes.slice()], { type: 'application/epub+zip' }), name);
  const patience = AbortSignal.timeout(LONGEST_WAIT);
  const request: RequestInit = {
    method: 'POST',
    body: form,
    // An answer that leads elsewhere is not the device’s: no story is sent on.
    redirect: 'error',
    signal: signal ? AbortSignal.any([signal, patience]) : patience,
  };
  const response = await send(`${target.root}/upload`, request).catch((cause: unknown) => {
    signal?.throwIfAborted();
    throw unreachable(target, cause);
  });
  await response.body?.cancel().catch(() => undefined);
  if (response.ok) return;
  const message = `${target.profile.name} at ${target.root} did not take \`${name}\`: it answered ${response.status}. Look whether it has room, and whether it shows the book all the same.`;
  throw new StoryError('device-refused', message, { file: name });
}

function unreachable({ profile, root }: Target, cause: unknown): StoryError {
  const reason = systemErrorCode(cause instanceof Error ? cause.cause : undefined) ?? String(cause);
  const message = `${profile.name} does not answer at ${root} (${reason}). Wake it, plug it in, and switch on “USB web interface” under Settings, Storage; then load again.`;
  return new StoryError('device-unreachable', message, { file: root }, { cause });
}
