import { QueueKeys } from 'bullmq';
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

/** A connection of its own, for one thing asked, that gives up soon. */
const briefly = (address: QueueAddress): Redis =>
  new Redis({
    ...connectionOf(address),
    lazyConnect: true,
    connectTimeout: PATIENCE,
    commandTimeout: PATIENCE,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });

/** How many jobs wait for their next attempt; 0 where Redis does not say. */
export async function countDelayed(address: QueueAddress, tool: string): Promise<number> {
  const redis = briefly(address);
  // What is wrong is said by the worker's own connection.
  redis.on('error', () => {});
  try {
    return await redis.zcard(new QueueKeys(prefixOf(tool)).toKey(address.name, 'delayed'));
  } catch {
    return 0;
  } finally {
    redis.disconnect();
  }
}

/** Throws `queue-unreachable` when no Redis answers at the address: told at the start, not after a long wait. */
export async function requireRedis(address: QueueAddress): Promise<void> {
  const redis = briefly(address);
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
