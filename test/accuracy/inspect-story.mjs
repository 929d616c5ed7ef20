// What storybind understands of a story: through the public library, or, for a folder, through the command.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A function that inspects a story of the corpus: `{ inspection }`, or `{ refusal }` where it cannot be read. */
export async function inspector(dist) {
  const { inspect } = await import(pathToFileURL(join(dist, 'index.js')).href);
  return async (story) => {
    if (!story.bytes) return inspectFolder(join(dist, 'cli', 'main.js'), story);
    try {
      return { inspection: await inspect({ name: story.name, bytes: story.bytes }) };
    } catch (error) {
      return { refusal: error.message };
    }
  };
}

/** The library takes bytes; a folder is read from the disk, which is the command's part. */
function inspectFolder(command, { path, members, name }) {
  if (path) return runInspect(command, path);
  const temporary = mkdtempSync(join(tmpdir(), 'storybind-accuracy-'));
  try {
    const folder = join(temporary, name.split('/').at(-1));
    for (const [member, bytes] of Object.entries(members)) {
      mkdirSync(dirname(join(folder, member)), { recursive: true });
      writeFileSync(join(folder, member), bytes);
    }
    return runInspect(command, folder);
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

function runInspect(command, path) {
  const { stdout, stderr } = spawnSync(process.execPath, [command, 'inspect', '--json', path], { encoding: 'utf8' });
  return stdout ? { inspection: JSON.parse(stdout) } : { refusal: stderr.trim() };
}
