import type { Publication } from '../../container/publication.js';
import type { DeviceProfile } from '../../devices/profile.js';
import type { Code } from '../../diagnostics/codes.js';
import type { Spot } from '../findings.js';

/** What a rule may know beside the book and the device. */
export interface PreflightContext {
  /** The file’s own bytes, packed as they are. */
  readonly bytes: Uint8Array;
  /** The file’s name, where it has one: a Kobo goes by it. */
  readonly name?: string;
  /** True where the book goes to the device by mail, and nothing need be said of its cable. */
  readonly isByMail: boolean;
}

/**
 * Takes a fault. The message states the fact and quotes the value; who takes it puts the device before it, and `--fix` and
 * the source behind it. `isMendable` is the rule’s own, except where this one fault differs: then the message says what to do.
 */
type AddFault = (message: string, spot?: Spot, isMendable?: boolean) => void;

/** What a device stumbles over. It reads the book and says where it would; it changes and throws nothing. */
export interface DeviceRule {
  /** Also what the rule is known by: each has one of its own. */
  readonly code: Code;
  /** In kebab case. */
  readonly name: string;
  /** Where the rule comes from, for messages and docs. */
  readonly source: string;
  /** True where `--fix` can mend the fault without touching the text. */
  readonly isMendable: boolean;
  /** The devices it concerns. */
  readonly concerns: (device: DeviceProfile) => boolean;
  readonly check: (book: Publication, device: DeviceProfile, add: AddFault, context: PreflightContext) => void;
}
