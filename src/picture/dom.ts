/** Builds elements from names, attributes and text; the panel makes no HTML from strings anywhere. */
import { toVisibleText } from './visible-text.js';

const SVG = 'http://www.w3.org/2000/svg';

type Attributes = Readonly<Record<string, string | number | boolean>>;

/** An attribute that is `true` stands without a value, one that is `false` is left out. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

export function svg<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Node[]
): SVGElementTagNameMap[Name] {
  const element = document.createElementNS(SVG, name);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

/** A button with a text, which may hold code in backticks. */
export function button(attributes: Attributes, text: string, onClick: () => void): HTMLButtonElement {
  const element = el('button', { type: 'button', ...attributes }, ...wordsWithCode(text));
  element.addEventListener('click', onClick);
  return element;
}

/** Words of the analysis: what it put in backticks is shown as code. */
export function wordsWithCode(text: string): readonly HTMLElement[] {
  return text.split(/`([^`]+)`/).flatMap((part, index) => {
    const shown = toVisibleText(part);
    if (shown === '') return [];
    // Isolated, so that right-to-left letters in a name do not reorder the sentence around it.
    return [index % 2 === 1 ? el('code', {}, el('bdi', {}, shown)) : el('bdi', { dir: 'ltr' }, shown)];
  });
}

/** Writes only what is new: the browser lays out anew whatever is written to. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** As `setText`. */
export function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
}
