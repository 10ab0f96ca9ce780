/**
 * Takes out of a streamed answer what could reach the outside when it is drawn: images, HTML, addresses behind other words.
 * Text goes through as it comes; only what may become one of these is held back, for at most 2,000 characters.
 */
const longestHeld = 2_000;

/** Each call returns what may be shown now; `end` returns the rest. */
export const createPlainStream = (): { push(piece: string): string; end(): string } => {
  let held = '';
  return {
    push: (piece) => {
      held += piece;
      const cut = held.length > longestHeld ? held.length : openFrom(held);
      const ready = held.slice(0, cut);
      held = held.slice(cut);
      return plain(ready);
    },
    end: () => {
      const rest = plain(held);
      held = '';
      return rest;
    },
  };
};

export const plain = (text: string): string =>
  text
    .replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/!\[([^\]]*)\]\[[^\]]*\]/g, '$1')
    // “[1](note)” is a citation and a bracket.
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, (_, label: string) =>
      /^[\d\s,;–-]+$/.test(label) ? `[${label}]` : label,
    )
    .replaceAll(/<(?:https?:|mailto:)([^>\s]*)>/gi, '$1')
    .replaceAll(/<\/?[a-z!][^>]*>/gi, '')
    .replaceAll(/[^\P{C}\n\t]/gu, '');

/** Where something begins that is not finished yet. */
const openFrom = (text: string): number => {
  const image = /!$|!?\[[^\]\n]*$|!?\[[^\]\n]*\]$|!?\[[^\]\n]*\]\([^)\n]*$/u.exec(text);
  const tag = /<[^>\n]*$/u.exec(text);
  return Math.min(image?.index ?? text.length, tag?.index ?? text.length);
};
