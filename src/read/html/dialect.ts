import type { Element, Root } from 'hast';
import type { Report } from '../../diagnostics/report.js';
import type { Children } from '../hast/handler.js';
import type { MetadataBuilder } from '../metadata-builder.js';
import type { Source } from '../reader.js';

/** A parsed page, as a dialect sees it. */
export interface HtmlPage {
  readonly root: Root;
  readonly source: Source;
  /** The first element that the CSS selector finds; below `within` when that is given. */
  find(selector: string, within?: Element): Element | undefined;
  findAll(selector: string, within?: Element): readonly Element[];
  /** The content of `<meta name>` or `<meta property>`. */
  meta(name: string): string | undefined;
}

export interface DialectContext {
  readonly metadata: MetadataBuilder;
  readonly report: Report;
}

/** One site's or tool's way of writing a story down as HTML. */
export interface Dialect {
  readonly name: string;
  /** Whether the page is of this kind. Cheap, and sure: a page that is none must not match. */
  readonly matches: (page: HtmlPage) => boolean;
  /** Puts what the page states into the metadata, and says where its chapters are. */
  readonly read: (page: HtmlPage, context: DialectContext) => DialectStory;
}

export type DialectStory =
  | {
      /** The page states where each chapter begins and ends. */
      readonly kind: 'chapters';
      readonly chapters: readonly DialectChapter[];
      /** Notes on the whole story. */
      readonly notesBefore?: readonly DialectNote[];
      readonly notesAfter?: readonly DialectNote[];
    }
  /** The page's own furniture is gone; the rest is read like any other page. */
  | { readonly kind: 'tree'; readonly tree: Root };

export interface DialectChapter {
  /** The heading's inline nodes, numbering and all; left out where a one-shot has none. */
  readonly heading?: Children;
  /** `part` for a heading that only holds chapters: the chapters after it are in it. Default: by the heading's words. */
  readonly role?: 'part';
  readonly body: Children;
  readonly notesBefore?: readonly DialectNote[];
  readonly notesAfter?: readonly DialectNote[];
}

export interface DialectNote {
  /** Without the colon: `Summary`, `Notes`. */
  readonly label?: string;
  readonly body: Children;
}
