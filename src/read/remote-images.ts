/** The bytes of an image on a server, or why there are none: the end of a sentence, `its server answered 404`. */
export type Fetched = Uint8Array | Refusal | undefined;

export interface Refusal {
  readonly refusal: string;
}

export interface FetchRequest {
  /** The most bytes that are wanted. */
  readonly limit: number;
  /** Once aborted, the promise should reject. */
  readonly signal?: AbortSignal;
}

/** Brings an image from the server that its URL names. */
export type FetchImage = (url: string, asked: FetchRequest) => Promise<Fetched>;

/** What the images on servers may take of one story's reading. */
export interface Ration {
  /** Of all images together, in bytes. */
  readonly bytes: number;
  /** Nothing more is fetched once it is aborted. */
  readonly deadline?: AbortSignal;
}

const MEBIBYTE = 2 ** 20;
const MOST_BYTES = 16 * MEBIBYTE;
export const MOST_BYTES_TOGETHER = 64 * MEBIBYTE;
const MOST_IMAGES = 500;
const MOST_AT_ONCE = 4;

/**
 * The fetching of one story's images: each URL once, a few at a time, and together no more than the ration. What throws
 * is a refusal, but for the abort.
 */
export function rationed(
  fetchImage: FetchImage,
  { bytes, deadline }: Ration,
): (url: string, signal?: AbortSignal) => Promise<Fetched> {
  const known = new Map<string, Promise<Fetched>>();
  const turns = new Turns(MOST_AT_ONCE);
  let left = bytes;
  const fetchOne = async (url: string, signal?: AbortSignal): Promise<Fetched> => {
    signal?.throwIfAborted();
    if (deadline?.aborted) return { refusal: 'the time for fetching images for a story is over' };
    if (left <= 0) return exhausted(bytes);
    const limit = Math.min(left, MOST_BYTES);
    const fetched = await fetchImage(url, { limit, ...(signal && { signal }) });
    if (!(fetched instanceof Uint8Array)) return fetched;
    if (fetched.length > left) return exhausted(bytes);
    left -= fetched.length;
    return fetched;
  };
  return (url, signal) => {
    const before = known.get(url);
    if (before) return before;
    if (known.size >= MOST_IMAGES) {
      return Promise.resolve({ refusal: `at most ${MOST_IMAGES} images are fetched for a story` });
    }
    const fetching = turns.take(() => orRefusal(fetchOne(url, signal), signal));
    known.set(url, fetching);
    return fetching;
  };
}

const exhausted = (bytes: number): Refusal => ({
  refusal: `at most ${Math.floor(bytes / MEBIBYTE)} MiB are fetched for a story`,
});

/** What is fetched, whatever becomes of it; rejects only when aborted. */
export async function orRefusal(work: Promise<Fetched>, signal?: AbortSignal): Promise<Fetched> {
  try {
    return await work;
  } catch (error) {
    signal?.throwIfAborted();
    return { refusal: error instanceof Error ? error.message : String(error) };
  }
}

/** The URL in its normal form, without what leads to a place in the file. An address that is none stays as it is. */
export function withoutFragment(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  url.hash = '';
  return url.href;
}

/** Lets so many be at work at once; the others wait for their turn, in order. */
class Turns {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(count: number) {
    this.#free = count;
  }

  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
