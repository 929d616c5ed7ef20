/**
 * A content model as an automaton over the names of children: `caption? colgroup* (tbody* | tr+)`.
 * Glushkov's construction, run as a set of positions: linear in the children whatever the model, so no hostile
 * document can make it backtrack.
 */
export interface Sequence {
  /** The names that the model mentions. */
  readonly names: ReadonlySet<string>;
  /** The first child that the model has no place for, or what is missing at the end; undefined when all is well. */
  mismatch(children: readonly string[]): SequenceMismatch | undefined;
}

interface SequenceMismatch {
  /** The place of the child that does not fit; the number of children when something is missing at the end. */
  readonly index: number;
  /** What the model would have taken there. */
  readonly expected: readonly string[];
}

interface Fragment {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly isNullable: boolean;
}

const TOKEN = /[A-Za-z][\w.-]*|[()|?*+]/g;

/** The automaton of a model written with names, `( ) | ? * +`; juxtaposition is order. */
export function sequence(model: string): Sequence {
  return new Automaton(model.match(TOKEN) ?? []);
}

class Automaton implements Sequence {
  readonly names: ReadonlySet<string>;
  readonly #symbols: string[] = [];
  readonly #follow: Set<number>[] = [];
  readonly #whole: Fragment;
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
    this.#whole = this.#choice();
    this.names = new Set(this.#symbols);
  }

  mismatch(children: readonly string[]): SequenceMismatch | undefined {
    let next: Iterable<number> = this.#whole.first;
    let isComplete = this.#whole.isNullable;
    const last = new Set(this.#whole.last);
    for (const [index, child] of children.entries()) {
      const taken = [...next].filter((position) => this.#symbols[position] === child);
      if (taken.length === 0) return { index, expected: this.#namesOf(next) };
      next = new Set(taken.flatMap((position) => [...(this.#follow[position] ?? [])]));
      isComplete = taken.some((position) => last.has(position));
    }
    return isComplete ? undefined : { index: children.length, expected: this.#namesOf(next) };
  }

  #namesOf(positions: Iterable<number>): readonly string[] {
    return [...new Set([...positions].map((position) => this.#symbols[position] as string))];
  }

  #choice(): Fragment {
    let whole = this.#order();
    while (this.#tokens[this.#at] === '|') {
      this.#at++;
      const other = this.#order();
      whole = {
        first: [...whole.first, ...other.first],
        last: [...whole.last, ...other.last],
        isNullable: whole.isNullable || other.isNullable,
      };
    }
    return whole;
  }

  #order(): Fragment {
    let whole: Fragment = { first: [], last: [], isNullable: true };
    for (let token = this.#tokens[this.#at]; token && token !== '|' && token !== ')'; token = this.#tokens[this.#at]) {
      const next = this.#repeated();
      this.#link(whole.last, next.first);
      whole = {
        first: whole.isNullable ? [...whole.first, ...next.first] : whole.first,
        last: next.isNullable ? [...whole.last, ...next.last] : next.last,
        isNullable: whole.isNullable && next.isNullable,
      };
    }
    return whole;
  }

  #repeated(): Fragment {
    const one = this.#atom();
    const sign = this.#tokens[this.#at];
    if (sign !== '?' && sign !== '*' && sign !== '+') return one;
    this.#at++;
    if (sign !== '?') this.#link(one.last, one.first);
    return sign === '+' ? one : { ...one, isNullable: true };
  }

  #atom(): Fragment {
    const token = this.#tokens[this.#at++] as string;
    if (token === '(') {
      const inner = this.#choice();
      this.#at++;
      return inner;
    }
    const position = this.#symbols.push(token) - 1;
    this.#follow.push(new Set());
    return { first: [position], last: [position], isNullable: false };
  }

  #link(from: readonly number[], to: readonly number[]): void {
    for (const position of from) for (const next of to) this.#follow[position]?.add(next);
  }
}
