// A process of its own that makes cases and judges them, one index after the other, as its parent asks.
import { makeCase } from './cases.mjs';
import { judge } from './judge.mjs';
import { loadLibrary } from './library.mjs';
import { loadSeeds } from './seeds.mjs';

const [dist] = process.argv.slice(2);
const library = await loadLibrary(dist);
const seeds = await loadSeeds(library);

process.on('message', async ({ seed, index }) => {
  const made = await makeCase(seeds, seed, index);
  const start = performance.now();
  const verdict = await judge(library, made);
  const milliseconds = performance.now() - start;
  // Kilobytes, and of the whole process so far: it only ever grows.
  const mebibytes = process.resourceUsage().maxRSS / 1024;
  process.send({ index, ...verdict, milliseconds, mebibytes });
});
process.send({ isReady: true });
