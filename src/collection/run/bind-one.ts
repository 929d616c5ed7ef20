import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { convert } from '../../convert.js';
import { reasonOf, unsoundBook } from '../../diagnostics/our-faults.js';
import type { Diagnostic } from '../../diagnostics/report.js';
import type { Story } from '../../model/story.js';
import { blocksText, walkSections } from '../../model/visit.js';
import { cataloguedMetadata } from '../catalogue/metadata-of.js';
import type { BindTask, MadeResult, Outcome } from './task.js';
import { openTracked, type TrackedSource } from './tracked-source.js';

/** Binds one story of a collection. Whatever happens is in the result; it throws only on abort. */
export async function bindOne(task: BindTask, signal?: AbortSignal): Promise<MadeResult> {
  const start = performance.now();
  const seen = String(BigInt(Date.now()) * 1_000_000n);
  const timed = (outcome: Outcome): MadeResult => ({ ...outcome, seen, milliseconds: performance.now() - start });
  let tracked: TrackedSource | undefined;
  try {
    tracked = openTracked(task.story, task.at);
    const { content, inputs } = tracked;
    if (content === task.known) return timed({ kind: 'touched', content, inputs: inputs() });
    return timed(await bind(task, tracked, signal));
  } catch (error) {
    if (signal?.aborted) throw error;
    const read = { content: tracked?.content ?? '', inputs: tracked?.inputs() ?? [] };
    const reason = reasonOf(error, task.story.path);
    return timed({ kind: 'failed', ...read, diagnostics: [reason], isPassing: PASSING.has(reason.code) });
  }
}

/** Faults that are not the story's. */
const PASSING: ReadonlySet<Diagnostic['code']> = new Set(['input-changing', 'input-missing', 'input-unreadable']);

async function bind({ story, options }: BindTask, tracked: TrackedSource, signal?: AbortSignal): Promise<Outcome> {
  const bound = await convert(tracked.source, options, signal);
  const { content } = tracked;
  const read = { content, inputs: tracked.inputs() };
  const metadata = cataloguedMetadata(bound.story);
  if (!bound.isSound) {
    const diagnostics = [...bound.diagnostics, unsoundBook('written', story.path)];
    return { kind: 'failed', ...read, diagnostics, metadata, isPassing: false };
  }
  return {
    kind: 'bound',
    ...read,
    bytes: bound.bytes,
    sha256: createHash('sha256').update(bound.bytes).digest('hex'),
    extension: bound.extension,
    metadata,
    diagnostics: bound.diagnostics,
    text: textOf(bound.story),
  };
}

/** The words of the story as the search finds them: its sections' text, without the author's notes. */
const textOf = ({ sections }: Story): string =>
  [...walkSections(sections)].map(({ blocks }) => blocksText(blocks)).join('\n');
