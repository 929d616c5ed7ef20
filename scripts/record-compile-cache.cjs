// Preloaded (`node --require`) into a run of the built command: leaves V8's compiled code beside each of its modules,
// with every function that the run came to use. src/io/compile-cache.ts takes it up.
const Module = require('node:module');
const { existsSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const folder = join(__dirname, '../dist/cli');
const scripts = [];
const compile = Module.prototype._compile;

// A function expression would take another `this`.
Module.prototype._compile = function (source, path) {
  // The entry has a shebang, and is a few lines.
  if (dirname(path) !== folder || path === join(folder, 'main.js')) return compile.call(this, source, path);
  const script = new Script(Module.wrap(source), { filename: path });
  scripts.push([path, script]);
  const run = script.runInThisContext();
  return run.call(this.exports, this.exports, Module.createRequire(path), this, path, dirname(path));
};

process.on('exit', () => {
  for (const [path, script] of scripts) {
    if (!existsSync(`${path}.cache`)) writeFileSync(`${path}.cache`, script.createCachedData());
  }
});
