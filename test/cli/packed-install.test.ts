import { execFile } from 'node:child_process';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { folderOf, RAIN } from '../support/storybind.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

const CONSUMER = `
import { build, check, inspect, StoryError, type BindOptions, type Diagnostic, type Story } from 'storybind';

const text: string = ${JSON.stringify(RAIN)};
const options: BindOptions = { theme: 'modern', cover: false, set: { title: 'Set' } };
const book = await build({ name: 'rain.txt', text }, { ...options, signal: new AbortController().signal });
const story: Story = book.story;
const findings: readonly Diagnostic[] = await check(book.bytes, { name: book.fileName });
const { counts } = await inspect({ name: 'rain.txt', bytes: new TextEncoder().encode(text) });
const failure = await build({ name: 'empty.txt', text: '' }).catch((error: unknown) => error);
const code = failure instanceof StoryError ? failure.diagnostic.code : undefined;
console.log(JSON.stringify({ fileName: book.fileName, mediaType: book.mediaType, isSound: book.isSound,
  size: book.bytes.length, title: story.metadata.title, findings, counts, code }));
`;

const COMPILER_OPTIONS = {
  target: 'es2023',
  module: 'nodenext',
  lib: ['es2023', 'dom'],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
};

/** A project that has storybind as npm packs it, and the dependencies that npm would install beside it. */
async function projectWithPackage(): Promise<string> {
  const project = await folderOf({
    'package.json': '{ "type": "module" }',
    'tsconfig.json': JSON.stringify({ compilerOptions: COMPILER_OPTIONS, files: ['consumer.ts'] }),
    'consumer.ts': CONSUMER,
  });
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', project], {
    cwd: root,
  });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  const modules = join(project, 'node_modules');
  await mkdir(join(modules, 'storybind'), { recursive: true });
  await run('tar', ['-xzf', join(project, filename), '-C', join(modules, 'storybind'), '--strip-components=1']);
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (!name.startsWith('.')) await symlink(join(root, 'node_modules', name), join(modules, name));
  }
  return project;
}

describe('the package as npm packs it', () => {
  it('compiles for those who use it, strictly, and works', async () => {
    const project = await projectWithPackage();
    await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project]);
    const { stdout, stderr } = await run(process.execPath, ['consumer.js'], { cwd: project });
    expect(stderr).toBe('');
    const said = JSON.parse(stdout);
    expect(said).toMatchObject({
      fileName: 'set.epub',
      mediaType: 'application/epub+zip',
      isSound: true,
      title: 'Set',
      findings: [],
      counts: { chapters: 2 },
      code: 'input-empty',
    });
  });

  it('has the command, its assets and its licence, and nothing of the workshop', async () => {
    const project = await projectWithPackage();
    const own = join(project, 'node_modules/storybind');
    await writeFile(join(project, 'rain.txt'), RAIN);
    await run(process.execPath, [join(own, 'dist/cli/main.js'), 'build', 'rain.txt'], { cwd: project });
    expect(await readdir(join(project, 'out'))).toEqual(['rain.epub']);
    const names = await readdir(own);
    expect(names).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'assets', 'dist', 'package.json']));
    for (const name of ['src', 'test', 'stories', 'node_modules']) expect(names).not.toContain(name);
  });
});
