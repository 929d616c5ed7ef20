import type { Element, Nodes } from 'hast';

/** The classes of an element, in lower case. */
export function classesOf({ properties }: Element): readonly string[] {
  const names = properties['className'];
  return Array.isArray(names) ? names.map((name) => String(name).toLowerCase()) : [];
}

/** An attribute's text, or the empty string. */
export function attribute({ properties }: Element, name: string): string {
  const value = properties[name];
  if (Array.isArray(value)) return value.join(' ');
  return value === undefined || value === null || value === false ? '' : String(value === true ? name : value);
}

/** The declarations of a `style` attribute, in lower case. Values that hold semicolons are cut there. */
export function styleOf(element: Element): ReadonlyMap<string, string> {
  const style = attribute(element, 'style');
  const declarations = style === '' ? [] : style.slice(0, 4000).toLowerCase().split(';');
  return new Map(
    declarations.map((declaration) => {
      const colon = declaration.indexOf(':');
      return [declaration.slice(0, Math.max(colon, 0)).trim(), declaration.slice(colon + 1).trim()] as const;
    }),
  );
}

/** Whether a browser would show nothing of the element. */
export function isHidden(element: Element): boolean {
  if (element.properties['hidden'] === true) return true;
  if (!('style' in element.properties)) return false;
  const style = styleOf(element);
  return style.get('display') === 'none' || style.get('visibility') === 'hidden';
}

/** Where the element says that its text stands, when that is not at the start. */
export function alignmentOf(element: Element): 'center' | 'end' | undefined {
  const stated = attribute(element, 'align').toLowerCase() || styleOf(element).get('text-align');
  if (stated === 'center') return 'center';
  return stated === 'right' || stated === 'end' ? 'end' : undefined;
}

/** The language that the element declares for its content, as written. */
export function declaredLanguage(element: Element): string {
  return attribute(element, 'lang') || attribute(element, 'xmlLang') || attribute(element, 'xml:lang');
}

/** The names of an element's `epub:type` and `role`. */
export function semanticsOf(element: Element): readonly string[] {
  const stated = `${attribute(element, 'epub:type')} ${attribute(element, 'epubType')} ${attribute(element, 'role')}`;
  return stated.toLowerCase().split(/\s+/).filter(Boolean);
}

/** The names of the element's event handlers: `onclick`. */
export function eventHandlers({ properties }: Element): readonly string[] {
  return Object.keys(properties).filter((name) => /^on[a-z]/i.test(name));
}

/** All text of a tree, in order. */
export function textOf(node: Nodes): string {
  const parts: string[] = [];
  const waiting: Nodes[] = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.type === 'text') parts.push(next.value);
    if ('children' in next) {
      for (let index = next.children.length - 1; index >= 0; index -= 1) waiting.push(next.children[index] as Nodes);
    }
  }
  return parts.join('');
}
