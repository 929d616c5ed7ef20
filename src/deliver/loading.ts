import type { Diagnostic } from '../diagnostics/report.js';
import type { DeviceFiles } from './device-files.js';
import type { Placed } from './target.js';

/** How books are put on a device or taken off it, whatever it is reached through. */
export interface RunOptions {
  readonly isDryRun: boolean;
  readonly signal?: AbortSignal;
  readonly onPlaced?: (placed: Placed) => void;
}

/** The same on a device that shows its files. */
export interface DeviceOptions extends RunOptions {
  readonly now?: () => Date;
  /** Names files while they are written. */
  readonly makeId?: () => string;
  /** The device’s files. Default those that the target is reached through. */
  readonly files?: DeviceFiles;
}

export interface LoadOutcome {
  readonly placed: readonly Placed[];
  readonly diagnostics: readonly Diagnostic[];
  /** False where something is missing that should have been done: load again. */
  readonly isDone: boolean;
}
