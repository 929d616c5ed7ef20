import type { Diagnostic } from '../../diagnostics/report.js';
import type { BindOptions } from '../../options.js';
import type { BindResult, BindTask } from '../run/task.js';

/** A task as Redis keeps it: a few hundred bytes. */
export interface JobData {
  /** The run that waits for it. */
  readonly run: string;
  /** The folder of books, as the coordinator sees it. */
  readonly out: string;
  /** The file with the cover that every book gets, where there is one: too much for Redis. */
  readonly cover?: string;
  readonly task: Omit<BindTask, 'options'> & { readonly options: JobOptions };
}

type JobOptions = Omit<BindOptions, 'cover'> & { readonly cover?: boolean };

/**
 * What Redis keeps of a result: where it lies in the shared folder, as the coordinator sees it. The result holds the
 * story's whole text, and Redis would keep it in memory twice. What could not be bound comes as it is.
 */
export type JobResult = { readonly file: string } | { readonly result: BindResult };

/** What a job is part of. */
export interface JobOwner {
  readonly run: string;
  readonly out: string;
  /** Where the cover's bytes lie, when the options hold any. */
  readonly cover?: string;
}

export function toJob({ run, out, cover: file }: JobOwner, task: BindTask): JobData {
  const { cover, ...options } = task.options;
  const own = typeof cover === 'boolean' ? { ...options, cover } : options;
  const isOwnCover = cover instanceof Uint8Array && file !== undefined;
  return { run, out, ...(isOwnCover && { cover: file }), task: { ...task, at: task.story.key, options: own } };
}

/** The task as it was, with the story's absolute path beside that of people. `readCover` brings the cover's bytes. */
export function fromJob({ task, cover }: JobData, readCover: (file: string) => Uint8Array): BindTask {
  return cover === undefined ? task : { ...task, options: { ...task.options, cover: readCover(cover) } };
}

/** The result of a story that lay there, told as of here: what could not be opened is told of where it lay. */
function renamed(result: BindResult, from: string, to: string): BindResult {
  if (!('diagnostics' in result) || from === to) return result;
  const rename = (one: Diagnostic): Diagnostic => ({
    ...one,
    message: one.message.replaceAll(from, () => to),
    ...(one.file?.startsWith(from) && { file: to + one.file.slice(from.length) }),
  });
  return { ...result, diagnostics: result.diagnostics.map(rename) };
}

/** Where a shared folder lies on this machine. */
export interface Mount {
  /** As the coordinator sees it. */
  readonly there: string;
  readonly here: string;
}

/** The job with its paths as this machine has them. */
export function mapJob(data: JobData, mounts: readonly Mount[]): JobData {
  const map = (path: string): string => mapped(path, mounts, 'there', 'here');
  const { story, at, staging } = data.task;
  const moved = { ...story, files: story.files.map(map) };
  return {
    ...data,
    out: map(data.out),
    ...(data.cover !== undefined && { cover: map(data.cover) }),
    task: { ...data.task, story: moved, staging: map(staging), ...(at !== undefined && { at: map(at) }) },
  };
}

/** The result of the task with its paths as the coordinator has them. */
export function mapResult(
  result: BindResult,
  mounts: readonly Mount[],
  { story, at = story.path }: BindTask,
): BindResult {
  const inputs = result.inputs.map((input) => ({ ...input, path: thither(input.path, mounts) }));
  const staged = result.kind === 'bound' && { staging: thither(result.staging, mounts) };
  return renamed({ ...result, inputs, ...staged }, at, story.path);
}

/** A path of this machine as the coordinator has it. */
export const thither = (path: string, mounts: readonly Mount[]): string => mapped(path, mounts, 'here', 'there');

/** By the mount that says most of the path. */
function mapped(path: string, mounts: readonly Mount[], from: keyof Mount, to: keyof Mount): string {
  const [mount] = mounts
    .filter((one) => path === one[from] || path.startsWith(one[from].endsWith('/') ? one[from] : `${one[from]}/`))
    .sort((one, other) => other[from].length - one[from].length);
  return mount ? mount[to] + path.slice(mount[from].length) : path;
}
