import type { Failure } from './failures.js';
import type { Message } from './message.js';
import type { RefusedRecipient, SendMessage } from './smtp.js';

/** The clock, as far as sending needs one. Rejects with the signal’s reason once aborted. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/** What became of a mail. */
export interface Submission {
  /** Whom the server took it for. */
  readonly taken: readonly string[];
  readonly refused: readonly RefusedRecipient[];
  /** Why it did not get through, or not to all. */
  readonly failure?: Failure;
  readonly attempts: number;
  /** The server’s word when it took the mail. */
  readonly response?: string;
}

/** How long to wait before the second, third and fourth attempt, in milliseconds. */
const PAUSES = [2_000, 8_000, 30_000] as const;

/**
 * Hands the mail to the server, again where that may help: after a refusal for now, or a connection that broke before
 * the mail was whole. For no recipient is a mail that was taken, or may have been, sent twice.
 */
export async function submitMessage(
  message: Message,
  send: SendMessage,
  sleep: Sleep,
  signal?: AbortSignal,
): Promise<Submission> {
  const taken: string[] = [];
  const refused: RefusedRecipient[] = [];
  let left = message.to;
  let response: string | undefined;
  for (let attempts = 1; ; attempts += 1) {
    const pause = PAUSES[attempts - 1];
    const attempt = await send(message, left, signal);
    const isLast = pause === undefined;
    const isOver = (one: RefusedRecipient): boolean => isLast || !one.isTransient;
    const settled = attempt.refused.filter(isOver);
    refused.push(...settled);
    const waiting = attempt.refused.filter((one) => !isOver(one)).map(({ address }) => address);
    const known = () => ({ taken, refused, attempts, ...(response !== undefined && { response }) });
    if (attempt.status === 'taken') {
      const named = new Set(attempt.refused.map(({ address }) => address));
      taken.push(...left.filter((address) => !named.has(address)));
      response = attempt.response;
      left = waiting;
      if (left.length === 0) return known();
    } else {
      if (isLast || !attempt.failure.isTransient) return { ...known(), failure: attempt.failure };
      left = left.filter((address) => !settled.some((one) => one.address === address));
      if (left.length === 0) return { ...known(), failure: attempt.failure };
    }
    await sleep(pause ?? 0, signal);
  }
}
