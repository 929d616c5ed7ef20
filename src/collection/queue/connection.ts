import { Redis } from 'ioredis';
import { StoryError } from '../../diagnostics/report.js';
import { type QueueAddress, shownAddress } from './address.js';

/** How long a Redis may take to answer at first, in milliseconds. */
const PATIENCE = 5000;
/** The longest pause between two attempts to reach a Redis that has gone away, in milliseconds. */
const LONGEST_PAUSE = 2000;

/** How long a Redis that has gone away may hold up the end, in milliseconds. */
export const FAREWELL = 3000;

/** Once it is over, nobody tries to reach a Redis that has gone away any more. */
export interface Patience {
  isOver: boolean;
}

/** What bullmq is to connect with. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password?: string;
  readonly tls?: Record<string, never>;
  readonly maxRetriesPerRequest: null;
  readonly retryStrategy: (attempts: number) => number | null;
}

/** A Redis that goes away in the middle of the work is waited for, until one has given up. */
export const connectionOf = (
  { host, port, username, password, isTls }: QueueAddress,
  patience: Patience = { isOver: false },
): Connection => ({
  host,
  port,
  ...(username !== undefined && { username }),
  ...(password !== undefined && { password }),
  ...(isTls && { tls: {} }),
  maxRetriesPerRequest: null,
  retryStrategy: (attempts) => (patience.isOver ? null : Math.min(attempts * 100, LONGEST_PAUSE)),
});

/** Only machines with the same storybind work together: another version may make other books. */
export const prefixOf = (tool: string): string => `storybind-${tool}`;

/** Throws `queue-unreachable` when no Redis answers at the address: told at the start, not after a long wait. */
export async function requireRedis(address: QueueAddress): Promise<void> {
  const redis = new Redis({
    ...connectionOf(address),
    lazyConnect: true,
    connectTimeout: PATIENCE,
    commandTimeout: PATIENCE,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // The promise says only that the connection closed; this says why.
  let reason: Error | undefined;
  redis.on('error', (error) => {
    reason = error;
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    // Not kept as the cause: what ioredis throws holds the command that failed, and that of AUTH holds the password.
    const { message } = reason ?? (error instanceof Error ? error : new Error(String(error)));
    const words = message.startsWith('NOAUTH') ? 'it asks for a password' : message.replace(/\.$/, '');
    throw new StoryError(
      'queue-unreachable',
      `No Redis answers at ${shownAddress(address)} (${words}). Start it, or check the address and the password.`,
    );
  } finally {
    redis.disconnect();
  }
}
