/** The element as a screen reader meets it: roles and names in the order of the document, and nothing of the picture. */
import type { TraceDependenciesElement } from '../../src/index.js';

/** One thing that is read. */
export interface Spoken {
  readonly role: string;
  readonly name: string;
  readonly element: Element;
}

const ROLES: Readonly<Record<string, string>> = {
  A: 'link',
  BUTTON: 'button',
  H2: 'heading',
  H3: 'heading',
  INPUT: 'textbox',
  P: 'paragraph',
  SELECT: 'combobox',
};

/** What has a name of its own and is read as one. */
const LEAVES: ReadonlySet<string> = new Set([
  'link',
  'button',
  'heading',
  'textbox',
  'combobox',
  'paragraph',
  'tab',
  'columnheader',
  'gridcell',
]);

/** All that is read, first to last. */
export function readAloud(element: TraceDependenciesElement): Spoken[] {
  const root = element.shadowRoot;
  return root ? [...root.children].flatMap(read) : [];
}

function read(element: Element): Spoken[] {
  if (isSilent(element)) return [];
  const role = element.getAttribute('role') ?? ROLES[element.tagName] ?? '';
  if (LEAVES.has(role)) return [{ role, name: nameOf(element), element }];
  const inside = [...element.children].flatMap(read);
  return role === '' ? inside : [{ role, name: nameOf(element, ''), element }, ...inside];
}

function isSilent(element: Element): boolean {
  if (element.getAttribute('aria-hidden') === 'true' || element.hasAttribute('inert')) return true;
  if (element.tagName === 'STYLE') return true;
  const { display, visibility } = getComputedStyle(element);
  return display === 'none' || visibility === 'hidden';
}

function nameOf(element: Element, text = textOf(element)): string {
  return (labelOf(element) ?? text).replace(/\s+/g, ' ').trim();
}

function labelOf(element: Element): string | null {
  const root = element.getRootNode() as ShadowRoot;
  const by = element.getAttribute('aria-labelledby');
  if (by !== null)
    return by
      .split(' ')
      .map((id) => textOf(root.getElementById(id)))
      .join(' ');
  return element.getAttribute('aria-label');
}

function textOf(node: Node | null): string {
  if (!node) return '';
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  if (node instanceof Element && isSilent(node)) return '';
  return [...node.childNodes].map(textOf).join('');
}
