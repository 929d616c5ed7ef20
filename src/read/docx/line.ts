import type { XmlElement } from '../../container/xml-tree.js';

/** A stretch of a paragraph that no page break parts. */
export interface Segment {
  /** Settled runs, in pieces; the last may be open still. */
  readonly xml: string[];
  /** How the open run began; empty when none is open. */
  opening: string;
  /** The text; undefined as soon as there is more to the runs than that. */
  plain: string | undefined;
  hasContent: boolean;
  opensPage: boolean;
  /** How many characters are of a size. */
  readonly sizes: Map<number, number>;
}

/** What a paragraph's runs become while they are settled. */
export interface Line {
  readonly segments: Segment[];
  /** Contents of text boxes, which go below the paragraph. */
  readonly boxes: XmlElement[];
  hasRule: boolean;
}

const newSegment = (opensPage = false): Segment => ({
  xml: [],
  opening: '',
  plain: '',
  hasContent: false,
  opensPage,
  sizes: new Map(),
});

export const newLine = (): Line => ({ segments: [newSegment()], boxes: [], hasRule: false });

/** The stretch that is being written. */
export function segmentOf(line: Line): Segment {
  const last = line.segments.at(-1);
  if (last) return last;
  const first = newSegment();
  line.segments.push(first);
  return first;
}

/** Adds content to a run that begins so: to the last one, where that began the same. Word parts runs for its own ends. */
export function writeRun(segment: Segment, opening: string, content: string): void {
  if (segment.opening !== opening) {
    closeRun(segment);
    segment.xml.push(opening);
    segment.opening = opening;
  }
  segment.xml.push(content);
}

/** Adds what stands between runs. */
export function writeBetween(segment: Segment, xml: string): void {
  closeRun(segment);
  segment.xml.push(xml);
}

/** The settled runs of the stretch. */
export function runsOf(segment: Segment): string {
  closeRun(segment);
  return segment.xml.join('');
}

function closeRun(segment: Segment): void {
  if (segment.opening === '') return;
  segment.xml.push(segment.opening.startsWith('<w:hyperlink') ? '</w:r></w:hyperlink>' : '</w:r>');
  segment.opening = '';
}

/** Ends the page: what follows in the paragraph opens the next one. */
export function breakPage(line: Line): void {
  const segment = segmentOf(line);
  if (segment.hasContent) line.segments.push(newSegment(true));
  else segment.opensPage = true;
}

/** The size that most of the stretch is set in. */
export function mainSize(sizes: ReadonlyMap<number, number>): number | undefined {
  let main: number | undefined;
  for (const [size, count] of sizes) if (main === undefined || count > (sizes.get(main) ?? 0)) main = size;
  return main;
}
