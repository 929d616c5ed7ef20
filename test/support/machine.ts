import type { Machine } from '../../src/deliver/find/machine.js';
import { thisMachine } from '../../src/deliver/find/machine.js';
import type { Ran, Run } from '../../src/deliver/run-program.js';

export interface MachineWishes {
  readonly platform?: NodeJS.Platform;
  /** The lines of `/proc/mounts`. */
  readonly mounts?: readonly string[];
  /** What the folder of volumes or a drive really is, by the path that the system calls it by. */
  readonly places?: Readonly<Record<string, string>>;
  /** What a program says, by its words; others are not there. */
  readonly programs?: Readonly<Record<string, Partial<Omit<Ran, 'stdout'>> & { readonly stdout?: string }>>;
}

/** A machine that has these devices connected, and a list of the programs that were run. */
export function machineWith(wishes: MachineWishes): { readonly machine: Machine; readonly ran: readonly string[] } {
  const { platform = 'linux', mounts = [], places = {}, programs = {} } = wishes;
  const ran: string[] = [];
  const real = (path: string): string => {
    const [known] = Object.keys(places).filter((place) => path.startsWith(place));
    return known === undefined ? path : (places[known] ?? '') + path.slice(known.length).replaceAll('\\', '/');
  };
  const run: Run = async (program, words) => {
    const line = [program, ...words].join(' ');
    ran.push(line);
    const answer = programs[line];
    const { status = 0, stdout = '', stderr = '' } = answer ?? { status: 127 };
    return { status, stdout: new TextEncoder().encode(stdout), stderr };
  };
  const machine: Machine = {
    platform,
    readText: async (path) => (path === '/proc/mounts' ? `${mounts.join('\n')}\n` : thisMachine.readText(real(path))),
    names: (folder) => thisMachine.names(real(folder)),
    isFolder: (path) => thisMachine.isFolder(real(path)),
    exists: (path) => thisMachine.exists(real(path)),
    realPath: (path) => thisMachine.realPath(path),
    freeAt: (path) => thisMachine.freeAt(real(path)),
    run,
  };
  return { machine, ran };
}

/** The line of `/proc/mounts` for a stick at the folder. */
export const mountLine = (
  folder: string,
  { type = 'vfat', options = 'rw,nosuid', source = '/dev/sdb1' } = {},
): string => `${source} ${folder.replaceAll(' ', '\\040')} ${type} ${options} 0 0`;

/** What lies on a Kobo of that model, besides its books. */
export const koboFiles = (model: string): Readonly<Record<string, string>> => ({
  '.kobo/version': `N428123456789,4.9.77,4.45.23646,4.9.77,4.9.77,00000000-0000-0000-0000-000000000${model}\n`,
  '.kobo/KoboReader.sqlite': 'the reader’s own',
});
