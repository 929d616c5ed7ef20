import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf, storybind } from '../support/storybind.js';

const isThere = (shell: string): boolean => spawnSync(shell, ['--version'], { stdio: 'ignore' }).status === 0;

/** What bash offers for the words, the last of which is being typed. */
async function bashOffers(words: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await storybind(['completion', 'bash']);
  const folder = await folderOf({ script: stdout, 'rain.txt': '', 'snow.md': '' });
  const line = `. ./script; COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _storybind; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['--norc', '-c', line], { cwd: folder, encoding: 'utf8' }).split('\n').filter(Boolean);
}

describe('storybind completion', () => {
  it.each(['bash', 'zsh', 'fish'])('of %s knows every command and the options of build', async (shell) => {
    const { exitCode, stdout } = await storybind(['completion', shell]);
    expect(exitCode).toBe(0);
    for (const word of ['build', 'inspect', 'check', 'completion', 'theme', 'classic', 'epubcheck']) {
      expect(stdout).toContain(word);
    }
  });

  it.each(['zsh', 'fish'].filter(isThere))('of %s is a script that the shell can parse', async (shell) => {
    const { stdout } = await storybind(['completion', shell]);
    const folder = await folderOf({ script: stdout });
    expect(spawnSync(shell, ['-n', join(folder, 'script')]).status).toBe(0);
  });

  it('in bash offers commands, options, their values, and files', async () => {
    expect(await bashOffers(['storybind', 'b'])).toEqual(['build']);
    expect(await bashOffers(['storybind', 'build', '--th'])).toEqual(['--theme']);
    expect(await bashOffers(['storybind', 'build', '--theme', ''])).toEqual(['classic', 'modern', 'plain']);
    expect(await bashOffers(['storybind', 'build', 'r'])).toEqual(['rain.txt']);
    expect(await bashOffers(['storybind', 'completion', 'f'])).toEqual(['fish']);
  });
});
