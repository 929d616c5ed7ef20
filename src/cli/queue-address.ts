import type { QueueAddress } from '../collection/queue/address.js';
import type { Surroundings } from './ui.js';

/**
 * The queue that the flag names, or the environment where it does not: there other users of the machine cannot read the
 * password. Undefined where neither does. Throws `setting-invalid`.
 */
export async function wishedQueue(
  flag: string | undefined,
  { variables }: Surroundings,
): Promise<QueueAddress | undefined> {
  const text = flag ?? variables['STORYBIND_QUEUE'];
  if (text === undefined || text === '') return undefined;
  const { parseQueueAddress } = await import('../collection/queue/address.js');
  return parseQueueAddress(text);
}
