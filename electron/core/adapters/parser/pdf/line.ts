/** A line of a page as it is shown. Coordinates are points, origin top left. */
import type { Tag } from './tags.ts';

export type Piece = { text: string; x0: number; x1: number };
export type Line = {
  text: string;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  /** Font size in points as shown. */
  size: number;
  bold: boolean;
  /** More than one when wide gaps part the line. */
  pieces: Piece[];
  /** Runs from bottom to top or top to bottom. */
  upright: boolean;
  tag: Tag | null;
};
