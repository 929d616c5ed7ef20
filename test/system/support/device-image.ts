import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { MadeUpBook } from './load-books.mjs';

const LIBRARY = fileURLToPath(new URL('../../../dist/', import.meta.url));
const WORKER = fileURLToPath(new URL('./load-worker.mjs', import.meta.url));

export type FileSystem = 'FAT32' | 'exFAT';

export type Step =
  | { readonly do: 'load'; readonly books: readonly MadeUpBook[]; readonly isSync?: boolean }
  | { readonly do: 'write'; readonly files: Readonly<Record<string, string>> }
  | { readonly do: 'read' };

export interface Wish {
  readonly isReadOnly?: boolean;
  /** The device is pulled out when so many books were told of. */
  readonly pulledAfter?: number;
}

export interface Answer {
  readonly value?: unknown;
  readonly error?: string;
}

/** The storage of a device, in a file. */
export interface DeviceImage {
  readonly path: string;
  readonly fileSystem: FileSystem;
  readonly mebibytes: number;
}

export function makeImage(folder: string, fileSystem: FileSystem, mebibytes: number): DeviceImage {
  const path = join(mkdtempSync(join(folder, 'device-')), 'storage.img');
  execFileSync('truncate', ['-s', `${mebibytes}M`, path]);
  if (fileSystem === 'FAT32') execFileSync('mkfs.vfat', ['-F', '32', '-n', 'KOBOEREADER', path]);
  else execFileSync('mkfs.exfat', ['-L', 'KOBOEREADER', path]);
  return { path, fileSystem, mebibytes };
}

/** What a computer does with a device that was pulled out, before it mounts it again. */
export function mend({ path, fileSystem }: DeviceImage): void {
  const [program, ...words] = fileSystem === 'FAT32' ? ['fsck.vfat', '-a', '-w'] : ['fsck.exfat', '-y'];
  const { status, stdout, stderr } = spawnSync(program ?? '', [...words, path], { encoding: 'utf8' });
  // 1: it found faults and mended them.
  if (status !== 0 && status !== 1) throw new Error(`${program} ended with ${status}: ${stdout}${stderr}`);
}

/** Mounts the device, does the steps, and unmounts it; the answers, or none where it was pulled out. */
export async function onDevice(
  image: DeviceImage,
  steps: readonly Step[],
  wish: Wish = {},
): Promise<readonly Answer[]> {
  const place = mkdtempSync(join(tmpdir(), 'storybind-device-'));
  const progress = join(place, 'progress.txt');
  writeFileSync(progress, '');
  const watch = wish.pulledAfter === undefined ? {} : { progress, slowAfter: wish.pulledAfter };
  writeFileSync(join(place, 'request.json'), JSON.stringify({ steps, library: LIBRARY, ...watch }));
  try {
    await (image.fileSystem === 'FAT32' ? inGuest : onHost)(image, place, wish);
    const answer = join(place, 'answer.json');
    return existsSync(answer) ? JSON.parse(readFileSync(answer, 'utf8')) : [];
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Calls `pull` when so many books were told of, unless the process ends before. */
async function pullOut(child: ChildProcess, place: string, after: number, pull: () => void): Promise<void> {
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  const count = (): number => readFileSync(join(place, 'progress.txt'), 'utf8').split('\n').length - 1;
  while (isRunning() && count() < after) await wait(5);
  if (isRunning()) pull();
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });

/**
 * Linux’s own FAT driver, whatever the kernel of this machine has: in a Linux that runs as a process (User-mode Linux) and
 * sees this machine’s files. Killed, it leaves on the device what had reached it, as one that is pulled out does.
 */
async function inGuest({ path }: DeviceImage, place: string, { isReadOnly, pulledAfter }: Wish): Promise<void> {
  const script = join(place, 'init.sh');
  writeFileSync(script, guestScript(place, isReadOnly === true), { mode: 0o755 });
  const words = [
    'rootfstype=hostfs',
    'rw',
    'mem=1024M',
    `ubd0=${path}`,
    `init=${script}`,
    'con=null',
    'con0=null,fd:1',
    'quiet',
  ];
  const child = spawn('linux.uml', words, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk));
  const end = ended(child);
  const kill = (): void => void (child.pid && process.kill(-child.pid, 'SIGKILL'));
  if (pulledAfter !== undefined) await pullOut(child, place, pulledAfter, kill);
  await end;
  if (pulledAfter === undefined && !existsSync(join(place, 'answer.json'))) throw new Error(`No answer came:\n${said}`);
}

/** The options are those of udisks, which mounts what is plugged in, without `flush`: it waits a tenth of a second after each file. */
const guestScript = (place: string, isReadOnly: boolean): string => `#!/bin/sh
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8
mount -t proc proc /proc
mount -t tmpfs tmpfs /run
modules=/usr/lib/uml/modules/$(uname -r)/kernel/fs
for module in fat/fat fat/vfat nls/nls_ascii nls/nls_cp437; do insmod $modules/$module.ko; done
mkdir /run/device
mount -t vfat -o ${isReadOnly ? 'ro' : 'rw'},noatime,utf8,iocharset=ascii,shortname=mixed /dev/ubda /run/device
'${process.execPath}' '${WORKER}' '${place}' /run/device
umount /run/device
echo o > /proc/sysrq-trigger
sleep 60
`;

/** exFAT by FUSE: the process that serves the file system is what is killed. */
async function onHost({ path }: DeviceImage, place: string, { isReadOnly, pulledAfter }: Wish): Promise<void> {
  const folder = join(place, 'device');
  mkdirSync(folder);
  const device = execFileSync('losetup', ['-f', '--show', ...(isReadOnly ? ['-r'] : []), path], {
    encoding: 'utf8',
  }).trim();
  try {
    execFileSync('mount.exfat-fuse', ['-o', `${isReadOnly ? 'ro' : 'rw'},noatime`, device, folder], { stdio: 'pipe' });
    const child = spawn(process.execPath, [WORKER, place, folder], { stdio: 'inherit' });
    const end = ended(child);
    if (pulledAfter !== undefined) await pullOut(child, place, pulledAfter, () => killServer(device));
    await end;
  } finally {
    spawnSync('umount', pulledAfter === undefined ? [folder] : ['-l', folder]);
    await released(device);
    execFileSync('losetup', ['-d', device]);
  }
}

/** Every process of the file system’s driver that has the device open. */
function servers(device: string): readonly number[] {
  return readdirSync('/proc')
    .filter((id) => /^\d+$/.test(id) && hasOpen(id, device))
    .map(Number);
}

function hasOpen(id: string, device: string): boolean {
  try {
    const isDriver = readlinkSync(`/proc/${id}/exe`).includes('exfat');
    return isDriver && readdirSync(`/proc/${id}/fd`).some((fd) => readlinkSync(`/proc/${id}/fd/${fd}`) === device);
  } catch {
    // It ended meanwhile.
    return false;
  }
}

function killServer(device: string): void {
  for (const id of servers(device)) process.kill(id, 'SIGKILL');
}

/** The driver writes its last after the folder is unmounted. */
async function released(device: string): Promise<void> {
  for (let turn = 0; turn < 600 && servers(device).length > 0; turn += 1) await wait(20);
}
