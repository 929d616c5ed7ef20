import { deviceNamed } from '../../devices/profiles.js';
import type { Target } from '../target.js';

/** Where a reMarkable’s own web interface is, over its USB cable. */
const DEFAULT_HOST = '10.11.99.1';

/** `remarkable`, `remarkable-paper-pro`, `remarkable@10.11.99.1:80`. */
const WISH = /^(remarkable(?:-[a-z-]+)?)(?:@([\w.-]+|\[[\da-f:]+\])(?::(\d{1,5}))?)?$/iu;

export interface RemarkableAddress {
  readonly id: string;
  /** `http://10.11.99.1`. */
  readonly origin: string;
}

/** The address that the wish names; undefined where it names no reMarkable. */
export function remarkableAddress(wish: string): RemarkableAddress | undefined {
  const [, id, host = DEFAULT_HOST, port] = WISH.exec(wish) ?? [];
  if (id === undefined || !deviceNamed(id)) return undefined;
  return { id, origin: `http://${host}${port === undefined ? '' : `:${port}`}` };
}

export function remarkableTarget({ id, origin }: RemarkableAddress): Target {
  const profile = deviceNamed(id);
  if (!profile) throw new Error(`The table of devices has no \`${id}\`.`);
  return { profile, transport: 'upload', root: origin, folder: '', isReadOnly: false };
}
