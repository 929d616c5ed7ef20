import { attribute, childElements, childNamed, childrenNamed, descendants, textOf } from '../../container/xml-query.js';
import type { XmlDocument, XmlElement } from '../../container/xml-tree.js';
import type { Report } from '../../diagnostics/report.js';
import { type Content, html } from '../xml-hast.js';
import { contentOf, heading, hrefOf, type Surroundings, titleRun } from './elements.js';

/** The bodies that hold notes have these names. */
const NOTE_BODIES = /^(?:notes?|comments?|footnotes?|endnotes?)$/i;

export const isNoteBody = (body: XmlElement): boolean => NOTE_BODIES.test(attribute(body, 'name')?.trim() ?? '');

/** The notes of a book, and which of them links lead to. */
export class NoteShelf {
  readonly #bodies: readonly XmlElement[];
  readonly #notes: ReadonlySet<XmlElement>;
  readonly #byId = new Map<string, XmlElement>();
  readonly #anchors = new Map<XmlElement, string>();

  constructor(document: XmlDocument, bodies: readonly XmlElement[]) {
    this.#bodies = bodies;
    this.#notes = new Set([...bodies.flatMap(notesIn), ...notesAmongText(document, bodies)]);
    for (const note of this.#notes) {
      for (const element of [note, ...descendants(note)]) {
        const id = attribute(element, 'id');
        if (id !== undefined && !this.#byId.has(id)) this.#byId.set(id, note);
      }
    }
  }

  isNote(section: XmlElement): boolean {
    return this.#notes.has(section);
  }

  /** The anchor of the note that the link leads to; of one that is said to lead to a note which is not there, its own. */
  anchorOf(link: XmlElement): string | undefined {
    const href = hrefOf(link) ?? '';
    if (!href.startsWith('#')) return undefined;
    const note = this.#byId.get(href.slice(1));
    if (!note) return attribute(link, 'type') === 'note' ? href.slice(1) : undefined;
    const anchor = this.#anchors.get(note) ?? attribute(note, 'id') ?? href.slice(1);
    this.#anchors.set(note, anchor);
    return anchor;
  }

  /** The notes that links lead to, then the others with what stands around them, as text that the book keeps. */
  content(around: Surroundings, report: Report): Content {
    const read = new Map<XmlElement, Content>();
    // Notes may lead to further notes, which the map takes in as it goes.
    for (const [note, anchor] of this.#anchors) {
      read.set(note, [html('aside', noteContent(note, around), { id: anchor }, around.placeOf(note))]);
    }
    const others = this.#bodies.flatMap((body) => this.#unused(body, around, report));
    return [...read.values()].flat().concat(others);
  }

  #unused(body: XmlElement, around: Surroundings, report: Report): Content {
    const rest = unusedIn(body, (element) => this.#anchors.has(element));
    const unused = rest.filter((element) => this.#notes.has(element));
    const [first] = unused;
    if (first) {
      const count = unused.length === 1 ? 'A note has' : `${unused.length} notes have`;
      report.add('note-unused', `${count} no link in the text; the words were kept at the end.`, around.placeOf(first));
    }
    if (rest.length === 0) return [];
    const title = childNamed(body, 'title');
    const content = rest.flatMap((element) =>
      this.#notes.has(element)
        ? noteContent(element, around, true)
        : contentOf({ ...body, children: [element] }, around),
    );
    return [...(title ? heading(title, 2, around) : []), ...content];
  }
}

/** The sections of the text that marked links lead to: notes of a file that has no body for them. */
function notesAmongText(document: XmlDocument, bodies: readonly XmlElement[]): readonly XmlElement[] {
  if (bodies.length > 0) return [];
  const marked = document.elements.filter((element) => element.name === 'a' && attribute(element, 'type') === 'note');
  const targets = new Set(marked.map((link) => (hrefOf(link) ?? '').replace(/^#/, '')));
  return document.elements.filter((element) => {
    if (element.name !== 'section' || !targets.has(attribute(element, 'id') ?? '')) return false;
    const title = childNamed(element, 'title');
    return childNamed(element, 'section') === undefined && (title === undefined || isNumber(title));
  });
}

/** The sections that hold no others. */
function notesIn(body: XmlElement): readonly XmlElement[] {
  return [...descendants(body)].filter(({ name, children }) => {
    return name === 'section' && !children.some((child) => typeof child !== 'string' && child.name === 'section');
  });
}

/** What stands in a body of notes and is no title of its own nor a note that is used. */
function unusedIn(element: XmlElement, isUsed: (element: XmlElement) => boolean): readonly XmlElement[] {
  return childElements(element).flatMap((child): readonly XmlElement[] => {
    if (isUsed(child) || child.name === 'title' || child.name === 'empty-line') return [];
    return childrenNamed(child, 'section').length > 0 ? unusedIn(child, isUsed) : [child];
  });
}

/** A note without its number, which the book sets itself; a title in words is part of it. */
function noteContent(note: XmlElement, around: Surroundings, keepsNumber = false): Content {
  const title = childNamed(note, 'title');
  const isShown = title !== undefined && (keepsNumber || !isNumber(title));
  const rest = note.children.filter((child) => child !== title);
  const shown = isShown ? [html('p', [html('strong', titleRun(title, around))], {}, around.placeOf(title))] : [];
  return [...shown, ...contentOf({ ...note, children: rest }, around)];
}

const isNumber = (title: XmlElement): boolean => /^[\s\d[\](){}.*†‡§]{0,12}$/.test(textOf(title));
