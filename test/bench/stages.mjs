// Where the time of a collection goes, and how far it is from the floor: `npm run bench:stages -- FOLDER [--stories 300]
// [--no-cover]`. One story after the other in one thread, by the library, so that every sample of
// V8's profiler falls into one stage; what runs beside it (sharp's drawing) shows as waiting for the cover.
// The floor is what sharp and zlib take for the same covers and the same members, and nothing else.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { readMember, readZipRecords } from '../../dist/container/zip-records.js';
import { convert } from '../../dist/convert.js';
import { writeAtomically } from '../../dist/io/write-atomically.js';
import { drawCover } from '../../dist/layout/cover/draw-cover.js';
import { bookIdentifier } from '../../dist/layout/identity.js';
import { collectionStory } from './stories.mjs';

const asked = process.argv.indexOf('--stories');
const count = asked < 0 ? 300 : Number(process.argv[asked + 1]);
const hasCover = !process.argv.includes('--no-cover');
const folder = process.argv.slice(2).find((word) => !word.startsWith('--') && Number.isNaN(Number(word)));
const stories = folder === undefined ? generated() : storiesIn(resolve(folder));
const out = mkdtempSync(join(tmpdir(), 'storybind-stages-'));

/** The stages, by the outermost folder of the code that a sample was taken in. */
const STAGES = [
  ['reading', /\/dist\/(?:read|text\/encoding)/],
  ['typography', /\/dist\/refine\//],
  ['cover', /\/dist\/layout\/cover\//],
  ['layout', /\/dist\/layout\//],
  ['deflate and ZIP', /\/dist\/container\/ocf\.js/],
  ['markup', /\/dist\/write\//],
  ['check', /\/dist\/check\//],
  ['disk', /\/dist\/io\//],
];

/** What V8 names itself. */
const SPECIAL = new Map([
  ['(garbage collector)', 'garbage collection'],
  ['(idle)', 'waiting for the cover'],
]);

// A first round lets V8 compile what the rest will use, as in a collection of thousands.
for (const story of stories.slice(0, 60)) await bind(story);
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.setSamplingInterval', { interval: 500 });
await session.post('Profiler.start');
const start = performance.now();
const bound = [];
for (const story of stories) bound.push(await bind(story));
const total = performance.now() - start;
const { profile } = await session.post('Profiler.stop');
rmSync(out, { recursive: true, force: true });

const floor = { cover: await coverFloor(), deflate: deflateFloor() };
const sum = floor.cover + floor.deflate;
console.log(`${stories.length} stories, ${hasCover ? 'with' : 'without'} covers; Node ${process.version}, one thread`);
console.log(`of ${availableParallelism()} processors\n`);
const show = (name, milliseconds) =>
  console.log(
    `${name.padEnd(28)} ${(milliseconds / stories.length).toFixed(2).padStart(8)} ms a story ${((100 * milliseconds) / total).toFixed(0).padStart(4)} %`,
  );
for (const [name, milliseconds] of [...stageTimes(profile)].sort((a, b) => b[1] - a[1])) show(name, milliseconds);
show('in all', total);
console.log('');
if (hasCover) show('floor: covers, by sharp', floor.cover);
show('floor: deflate, by zlib', floor.deflate);
if (hasCover)
  console.log(`in all : floor ${(total / sum).toFixed(2)}   at most 2   ${total <= 2 * sum ? 'met' : 'MISSED'}`);

async function bind({ name, bytes }) {
  const book = await convert({ name, bytes }, { cover: hasCover });
  writeAtomically(join(out, `${name}.epub`), book.bytes);
  return book;
}

/** Milliseconds by stage: each sample goes to the stage nearest to the root of its stack. */
function stageTimes({ nodes, samples, timeDeltas }) {
  const times = new Map();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const stageOf = new Map();
  const visit = (node, inherited) => {
    const { url, functionName } = node.callFrame;
    const own = STAGES.find(([, files]) => files.test(url))?.[0];
    const isNarrower = inherited === 'layout' || inherited === 'markup';
    const stage =
      inherited === undefined || (isNarrower && (own === 'cover' || own === 'deflate and ZIP')) ? own : inherited;
    stageOf.set(node.id, SPECIAL.get(functionName) ?? stage ?? 'the rest');
    for (const child of node.children ?? []) visit(byId.get(child), stage);
  };
  visit(nodes[0], undefined);
  samples.forEach((id, at) => {
    const stage = stageOf.get(id);
    times.set(stage, (times.get(stage) ?? 0) + timeDeltas[at] / 1000);
  });
  return times;
}

async function coverFloor() {
  if (!hasCover) return 0;
  const begin = performance.now();
  for (const { story } of bound) {
    const { metadata } = story;
    const creators = metadata.creators.filter(({ role }) => role === 'aut').map(({ name }) => name);
    const language = metadata.language ?? 'und';
    const face = { title: metadata.title ?? '', creators, language, identity: bookIdentifier(metadata) };
    await (await drawCover(face)).bytes;
  }
  return performance.now() - begin;
}

function deflateFloor() {
  const members = bound.flatMap(({ bytes }) => {
    const archive = readZipRecords(bytes);
    return archive.entries
      .filter(({ method }) => method === 8)
      .map((entry) => readMember(archive, entry, 1 << 28))
      .flatMap((member) => ('bytes' in member ? [member.bytes] : []));
  });
  const begin = performance.now();
  for (const bytes of members) deflateRawSync(bytes, { level: 6 });
  return performance.now() - begin;
}

/** Every n-th story of the folder, so that `count` are taken. */
function storiesIn(path) {
  const files = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:md|txt)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const step = Math.max(1, files.length / count);
  return files
    .filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step))
    .slice(0, count)
    .map((file, index) => ({ name: `${index}-${basename(file)}`, bytes: readFileSync(file) }));
}

function generated() {
  return Array.from({ length: count }, (_, index) => ({
    name: `story-${index}.txt`,
    bytes: Buffer.from(collectionStory(index)),
  }));
}
