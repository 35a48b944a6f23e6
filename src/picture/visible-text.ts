/** Source text as it may be shown: on one line, with nothing in it that is invisible or reorders its surroundings. */

/** Longer texts are cut: a minified line must not make the panel slow. In UTF-16 units. */
const MAX_LENGTH = 400;

/** Control, zero-width and bidirectional control characters: they can make text look like other text. */
const UNSEEN = /[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

export function toVisibleText(text: string): string {
  const cut = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
  return cut
    .replace(/[\t\r\n]+/g, ' ')
    .replace(UNSEEN, (character) => `[U+${hex(character)}]`)
    .replace(/\p{Cs}/gu, '\ufffd');
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
