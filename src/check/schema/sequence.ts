/**
 * A content model as an automaton over the names of children: `caption? colgroup* (tbody* | tr+)`.
 * Glushkov's construction, run as a set of positions: linear in the children whatever the model, so no hostile
 * document can make it backtrack. Each set is made once; how many there are is the model's matter alone.
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

/** Where the automaton may stand: the positions that the next child may take. */
interface State {
  readonly positions: readonly number[];
  /** True when nothing need follow. */
  readonly isComplete: boolean;
  readonly next: Map<string, State>;
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
  readonly #start: State;
  readonly #states = new Map<string, State>();
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
    this.#whole = this.#choice();
    this.names = new Set(this.#symbols);
    this.#start = { positions: this.#whole.first, isComplete: this.#whole.isNullable, next: new Map() };
  }

  mismatch(children: readonly string[]): SequenceMismatch | undefined {
    let state = this.#start;
    for (const [index, child] of children.entries()) {
      const next = state.next.get(child) ?? this.#step(state, child);
      if (!next) return { index, expected: this.#namesOf(state.positions) };
      state = next;
    }
    return state.isComplete ? undefined : { index: children.length, expected: this.#namesOf(state.positions) };
  }

  /** The state behind the child, which the state before remembers; nothing where the child has no place. */
  #step(from: State, child: string): State | undefined {
    const taken = from.positions.filter((position) => this.#symbols[position] === child);
    if (taken.length === 0) return undefined;
    const key = taken.join(' ');
    const state = this.#states.get(key) ?? this.#stateBehind(taken);
    this.#states.set(key, state);
    from.next.set(child, state);
    return state;
  }

  #stateBehind(taken: readonly number[]): State {
    return {
      positions: [...new Set(taken.flatMap((position) => [...(this.#follow[position] ?? [])]))],
      isComplete: taken.some((position) => this.#whole.last.includes(position)),
      next: new Map(),
    };
  }

  #namesOf(positions: readonly number[]): readonly string[] {
    return [...new Set(positions.map((position) => this.#symbols[position] as string))];
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
