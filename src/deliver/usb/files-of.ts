import { randomUUID } from 'node:crypto';
import type { DeviceFiles } from '../device-files.js';
import { gioFiles } from '../mtp/gio-files.js';
import type { Target } from '../target.js';
import { mountedFiles } from './mounted-files.js';

/** The files of the device, by what it is reached through. */
export const filesOf = ({ transport, root }: Target, makeId: () => string = randomUUID): DeviceFiles =>
  transport === 'mtp' ? gioFiles(root) : mountedFiles(root, makeId);
