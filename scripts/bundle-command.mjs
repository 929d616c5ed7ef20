// Makes the command, dist/cli/, of src/cli/: few files that load at once, the dependencies with them, and the code that
// V8 compiles of them. docs/decisions/0001-start-up.md says why. The library is what tsc makes of src/.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { lazyConstants } from './lazy-constants.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Native code (sharp's own; its JavaScript is ours to load at once), fonts, the general checker and what only collections use. */
const EXTERNAL = [
  /^@img\/sharp/,
  /\.node$/,
  /^@likecoin\//,
  /^@expo-google-fonts\//,
  /^libsql$/,
  /^piscina$/,
  /^bullmq$/,
  /^ioredis$/,
];

/**
 * What binding a text story loads, and with each of these modules all that it imports: one file, since the loading of a
 * file costs about what the running of its code does. The rest is split where it is imported dynamically.
 */
const COMMON =
  /\/src\/(?:cli\/(?:start|build|bind-stories)|convert|read\/text\/text-reader|write\/epub\/epub-writer)\.ts$/;

/**
 * Modules without what they load and we hardly use, or never: Commander's means to run executables, jszip's own to deflate
 * (mammoth inflates by it), and streams of another kind than ours.
 */
const LATER = [
  { id: /\/commander\/lib\/command\.js$/, code: "require('node:child_process')", instead: '{}' },
  {
    id: /\/sharp\/dist\/libvips\.mjs$/,
    code: "import { spawnSync } from 'node:child_process';",
    instead: "const spawnSync = (...rest) => require('node:child_process').spawnSync(...rest);",
  },
  {
    id: /\/detect-libc\/lib\/detect-libc\.js$/,
    code: "const childProcess = require('child_process');",
    instead: "const childProcess = { execSync: (...rest) => require('child_process').execSync(...rest) };",
  },
  { id: /\/jszip\/lib\/flate\.js$/, code: 'var pako = require("pako");', instead: '' },
  { id: /\/jszip\/lib\/flate\.js$/, code: 'new pako[', instead: 'new (require("pako"))[' },
  { id: /\/jszip\/lib\/support\.js$/, code: 'require("readable-stream").Readable', instead: 'false' },
];

/** The command is CommonJS in a package that is not; it finds the package's manifest above it. */
const MANIFEST = { code: "'storybind/package.json'", instead: "'../../package.json'" };

await build({
  cwd: root,
  input: {
    main: 'src/cli/main.ts',
    // What threads load lies beside the command.
    worker: 'src/collection/run/worker.ts',
    'duplicates-worker': 'src/collection/duplicates/duplicates-worker.ts',
  },
  platform: 'node',
  external: EXTERNAL,
  checks: { ineffectiveDynamicImport: false },
  resolve: { alias: { 'readable-stream': 'node:stream' } },
  plugins: [
    besideThePackage(),
    ...[...LATER, MANIFEST].map(edit),
    lazyConstants((path) => path.startsWith(`${root}src/`)),
  ],
  output: {
    dir: 'dist/cli',
    cleanDir: true,
    format: 'cjs',
    // Node 20 cannot `import()` from code that it took from a cache.
    dynamicImportInCjs: false,
    minify: true,
    codeSplitting: { groups: [{ name: 'book', test: COMMON }] },
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
  },
});
// Node 22.1 and later keep a compile cache themselves.
if (!module.enableCompileCache) recordCompileCache();

/** What lies beside the command: word that it is CommonJS, and the licences of what it holds. */
function besideThePackage() {
  return {
    name: 'beside-the-package',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => Object.keys(chunk.modules ?? {}));
      this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' });
      this.emitFile({ type: 'asset', fileName: 'LICENCES.txt', source: licencesOf(modules) });
    },
  };
}

/** The modules with `instead` where they say `code`. */
function edit({ id, code, instead }) {
  return {
    name: 'edit',
    transform: { filter: { ...(id && { id }), code }, handler: (text) => text.replaceAll(code, instead) },
  };
}

/** The licences of the packages that the modules come from, a package after the other. */
function licencesOf(modules) {
  const folders = new Set(modules.flatMap((path) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}\n`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

/** Uses the command as its users do, so that V8 has compiled what the next start will need, and keeps that. */
function recordCompileCache() {
  const out = mkdtempSync(join(tmpdir(), 'storybind-build-'));
  const recorder = join(root, 'scripts/record-compile-cache.cjs');
  const books = join(out, 'books');
  // What a file was first used for is what it is kept for.
  const uses = [
    ['build', 'stories/*.*', '-q', '-o', out],
    ['build', 'stories', '--each', '-q', '--no-cover', '--workers', '0', '-o', books],
    ['build', 'stories', '--each', '-q', '--no-cover', '-o', books],
  ];
  for (const use of uses) {
    const command = ['--require', recorder, join(root, 'dist/cli/main.js'), ...use];
    const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
    process.exitCode ||= status ?? 1;
  }
  rmSync(out, { recursive: true, force: true });
}
