import { StoryError } from '../../diagnostics/report.js';
import { lockRun } from '../../io/run-lock.js';
import type { DeviceFiles } from '../device-files.js';
import type { DeviceOptions, LoadOutcome } from '../loading.js';
import type { Target } from '../target.js';
import { deviceFault, fileFault, refuseReadOnly } from './device-faults.js';
import { filesOf } from './files-of.js';
import { Folders } from './folders.js';
import { Keeper } from './keeper.js';
import { manifestFolder } from './manifest.js';

/** A device while a run works on it. */
export interface DeviceWork {
  readonly target: Target;
  readonly files: DeviceFiles;
  readonly folders: Folders;
  readonly keeper: Keeper;
  readonly options: DeviceOptions;
}

/**
 * Does the work, and records what came of it whatever happens. Throws where the device cannot be worked on from the
 * beginning; a device that fails later is told of by the outcome.
 */
export async function workOn(
  target: Target,
  options: DeviceOptions,
  work: (device: DeviceWork) => Promise<void>,
): Promise<LoadOutcome> {
  refuseReadOnly(target);
  // Who brings the files is nobody else's run.
  const release = options.isDryRun || options.files ? undefined : await lock(target);
  try {
    return await workAlone(target, options, work);
  } finally {
    release?.();
  }
}

async function lock({ root, profile }: Target): Promise<() => void> {
  const held = await lockRun(root);
  if (typeof held === 'function') return held;
  const who = held.pid === undefined ? '' : ` (process ${held.pid})`;
  const message = `Another run of storybind${who} is at work on ${profile.name} at \`${root}\`. Wait for it to end.`;
  throw new StoryError('device-refused', message, { file: root });
}

async function workAlone(
  target: Target,
  options: DeviceOptions,
  work: (device: DeviceWork) => Promise<void>,
): Promise<LoadOutcome> {
  const files = options.files ?? filesOf(target, options.makeId);
  const keeper = await Keeper.open(files, manifestFolder(target), options).catch((cause: unknown) => {
    const { code, message, file } = deviceFault(cause, target) ?? fileFault(cause, target, manifestFolder(target));
    throw new StoryError(code, message, { ...(file !== undefined && { file }) }, { cause });
  });
  const device = { target, files, folders: new Folders(files, options.isDryRun), keeper, options };
  try {
    await work(device);
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    keeper.fault(deviceFault(cause, target) ?? fileFault(cause, target, target.folder));
  } finally {
    await keeper.close();
  }
  return keeper.outcome;
}

/** Does something to one book. A fault of its own is told, and the others go on; a fault of the device is thrown. */
export async function attempt(
  { target, keeper, options }: DeviceWork,
  { key, path }: { readonly key: string; readonly path: string },
  work: () => Promise<void>,
): Promise<void> {
  try {
    options.signal?.throwIfAborted();
    await work();
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    if (!keeper.hasTold(key)) keeper.tell({ key, path, action: 'failed' });
    if (deviceFault(cause, target)) throw cause;
    keeper.fault(fileFault(cause, target, path));
  }
  if (!options.isDryRun) await keeper.saveBatch();
}
