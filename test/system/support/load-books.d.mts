export interface MadeUpBook {
  readonly name: string;
  /** Default the name. */
  readonly key?: string;
  readonly version: string;
  readonly size: number;
  /** What its size is said to be before it is made. Default its size. */
  readonly said?: number;
}
export declare function textOf(book: MadeUpBook): Buffer;
