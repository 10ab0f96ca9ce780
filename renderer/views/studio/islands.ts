/** How wide a target group's island is: by its share of the largest group's sentences, in steps the eye can tell apart. Pure. */

/** Columns of the board by its room in design pixels: a name, a portrait and a ring must fit beside each other in every card. */
export const columnsOf = (room: number | null): number => {
  if (room === null || room >= 1_360) return 12;
  if (room >= 1_000) return 6;
  return room >= 720 ? 2 : 1;
};

export const spanOf = (sentences: number, largest: number, columns: number): number => {
  const share = largest === 0 ? 0 : sentences / largest;
  if (columns === 12) {
    if (share >= 0.6) return 6;
    return share >= 0.3 ? 4 : 3;
  }
  if (columns === 6) return share >= 0.6 ? 3 : 2;
  if (columns === 2) return share >= 0.6 ? 2 : 1;
  return 1;
};
