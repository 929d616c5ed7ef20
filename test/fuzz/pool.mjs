// Runs on several processes; one that hangs or dies costs its own run and no other.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ourWorker = fileURLToPath(new URL('./worker.mjs', import.meta.url));

/**
 * Every index judged; `tell` hears each verdict as it comes. A run that takes longer than `milliseconds` is killed; one
 * after which its process has held more than `mebibytes` has failed, and the next has a fresh process.
 */
export async function runAll(indexes, { processes = 2, ...limits }, tell) {
  const waiting = indexes[Symbol.iterator]();
  const serve = async () => {
    let worker;
    for (let next = waiting.next(); !next.done; next = waiting.next()) {
      worker ??= await startWorker(limits);
      const verdict = judgeMemory(await ask(worker, next.value, limits), limits);
      await tell(verdict);
      if (verdict.isLast) worker = stop(worker);
    }
    stop(worker);
  };
  await Promise.all(Array.from({ length: processes }, serve));
}

function judgeMemory(verdict, { mebibytes }) {
  if (verdict.mebibytes <= mebibytes) return verdict;
  if (verdict.outcome === 'failure') return { ...verdict, isLast: true };
  const problem = `the process has held ${Math.round(verdict.mebibytes)} MiB`;
  return { ...verdict, outcome: 'failure', kind: 'memory', problem, isLast: true };
}

const stop = (worker) => void worker?.kill('SIGKILL');

async function startWorker({ dist, workerFile = ourWorker }) {
  const worker = fork(workerFile, [dist], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  worker.said = '';
  worker.stderr.on('data', (chunk) => {
    worker.said = `${worker.said}${chunk}`.slice(-4000);
  });
  await new Promise((ready, fail) => {
    worker.once('message', ready);
    worker.once('exit', () => fail(new Error(`The worker cannot start: ${worker.said}`)));
  });
  worker.removeAllListeners('exit').on('error', () => {});
  return worker;
}

/** The worker's verdict on one index, or that it hung or died over it. `isLast`: the worker is of no more use. */
function ask(worker, index, { seed, milliseconds }) {
  return new Promise((resolve) => {
    const settle = (verdict) => {
      clearTimeout(timer);
      worker.removeAllListeners('message').removeAllListeners('exit').removeAllListeners('error');
      resolve(verdict);
    };
    const fail = (kind, problem) =>
      settle({ index, outcome: 'failure', kind, problem, milliseconds, mebibytes: 0, isLast: true });
    const timer = setTimeout(() => fail('hang', `no result within ${milliseconds} ms`), milliseconds);
    worker.once('message', settle);
    worker.once('exit', (code, signal) => fail('death', `the process ended with ${signal ?? code}: ${worker.said}`));
    worker.once('error', (error) => fail('death', String(error)));
    worker.send({ seed, index });
  });
}
