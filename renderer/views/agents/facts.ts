/** Figures, times and sums that one answer names and the other does not. Pure. */

const figure = /\d[\d.,:/]*\d|\d/gu;

const figuresIn = (text: string): string[] => [...new Set(text.match(figure) ?? [])];

export const onlyIn = (text: string, other: string): string[] => {
  const there = new Set(figuresIn(other));
  return figuresIn(text).filter((one) => !there.has(one));
};
