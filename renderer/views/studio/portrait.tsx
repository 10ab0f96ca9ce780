/**
 * A drawn portrait in the brand's line style. Its parameters are drawn by chance and say nothing about the persona, so it is
 * decoration: the name beside it is what is read aloud. Shapes are indexed by the contract's `portrait`.
 */
import type { ReactNode } from 'react';
import type { Portrait as Parameters } from '../../../electron/contract/intelligence-groups.ts';
import { cx } from '../../ui/index.ts';

/** Half width and half height of the head, and how far the chin is drawn out. In units of the 96 by 96 view box. */
const faces = [
  { rx: 15, ry: 18, chin: 1 },
  { rx: 16, ry: 17, chin: 0 },
  { rx: 14, ry: 19, chin: 2 },
  { rx: 16.5, ry: 18.5, chin: 1 },
  { rx: 15.5, ry: 17.5, chin: 2.5 },
  { rx: 14.5, ry: 17.5, chin: 0.5 },
  { rx: 17, ry: 18, chin: 0 },
  { rx: 15, ry: 19.5, chin: 1.5 },
] as const;

const headY = 42;

const headPath = ({ rx, ry, chin }: (typeof faces)[number]): string =>
  `M ${48 - rx} ${headY - 3} a ${rx} ${ry - 3} 0 0 1 ${2 * rx} 0 ` +
  `c 0 ${ry * 0.7} ${-rx * 0.45} ${ry + chin} ${-rx} ${ry + chin} c ${-rx * 0.55} 0 ${-rx} ${-ry * 0.3 - chin} ${-rx} ${-ry - chin} z`;

/** Behind the head: what falls to the shoulders. `null` for short hair. */
const hairBehind: readonly (string | null)[] = [
  null,
  'M29 40 c-2 14 -2 24 -5 30 h48 c-3 -6 -3 -16 -5 -30 c0 -16 -38 -16 -38 0 z',
  'M30 38 c-3 10 -3 18 0 24 h36 c3 -6 3 -14 0 -24 c-2 -16 -34 -16 -36 0 z',
  null,
  'M48 10 a8.5 8.5 0 1 0 0.1 0 z',
  'M27 44 a9 9 0 0 1 2 -14 a11 11 0 0 1 10 -11 a12 12 0 0 1 18 0 a11 11 0 0 1 10 11 a9 9 0 0 1 2 14 a9 9 0 0 1 -3 14 h-36 a9 9 0 0 1 -3 -14 z',
  null,
  'M62 30 c12 4 12 26 6 38 c-4 -4 -6 -14 -8 -24 z',
  null,
  'M26 46 c0 -30 44 -30 44 0 c0 12 2 20 6 28 h-56 c4 -8 6 -16 6 -28 z',
  null,
  'M30 36 c-5 8 -7 22 -4 32 l6 -2 M66 36 c5 8 7 22 4 32 l-6 -2',
];

/** On the head: hairline, parting, curls, a cap. */
const hairFront: readonly string[] = [
  'M31 38 c-1 -22 35 -22 34 0 c-3 -8 -8 -11 -14 -11 c-8 0 -16 3 -20 11 z',
  'M31 42 c-1 -26 35 -26 34 0 c-2 -8 -8 -13 -17 -15 c-6 6 -12 9 -17 15 z',
  'M31 38 c0 -20 34 -20 34 0 c-8 -6 -26 -6 -34 0 z',
  'M32 34 c3 -14 29 -14 32 0 c-6 -6 -26 -6 -32 0 z',
  'M31 40 c-1 -24 35 -24 34 0 c-4 -10 -10 -13 -17 -13 s-13 3 -17 13 z',
  'M31 36 c2 -6 4 -10 9 -10 c3 -3 13 -3 16 0 c5 0 7 4 9 10 c-4 -4 -8 -5 -11 -4 c-4 -2 -8 -2 -12 0 c-3 -1 -7 0 -11 4 z',
  'M30 38 c-2 -18 12 -24 22 -21 c9 0 14 8 13 21 c-2 -8 -6 -12 -12 -12 c-8 4 -18 2 -23 12 z',
  'M31 40 c-2 -26 36 -26 34 0 c-3 -7 -6 -11 -10 -14 c-6 7 -16 9 -24 14 z',
  'M33 33 a4 4 0 0 1 4 -7 a5 5 0 0 1 8 -4 a5 5 0 0 1 8 0 a5 5 0 0 1 7 4 a4 4 0 0 1 3 7 c-8 -5 -22 -5 -30 0 z',
  'M30 42 c-1 -28 37 -28 36 0 c-3 -10 -9 -15 -18 -15 s-15 5 -18 15 z',
  'M31 35 c0 -19 34 -19 34 0 z',
  'M31 40 c-1 -24 35 -24 34 0 c-1 -7 -8 -14 -17 -14 s-16 7 -17 14 z',
];

const shoulders = 'M14 92 c1 -18 14 -25 26 -26 q8 6 16 0 c12 1 25 8 26 26 z';

/** Neckline, collar, scarf, stripes: what lies on the shoulders. */
const clothing: readonly ReactNode[] = [
  <path key="0" d="M39 66 q9 12 18 0" />,
  <path key="1" d="M39 66 l9 13 l9 -13" />,
  <path key="2" d="M39 65 l-3 8 l8 5 l4 -6 l4 6 l8 -5 l-3 -8 M48 72 v20" />,
  <path key="3" d="M36 67 q12 16 24 0 M43 76 v9 M53 76 v9" />,
  <path key="4" d="M37 64 q11 9 22 0 l2 7 q-13 9 -26 0 z M52 74 l5 15 M47 75 l3 14" />,
  <path key="5" d="M39 66 l-5 13 l8 3 l6 10 l6 -10 l8 -3 l-5 -13" />,
  <path key="6" d="M20 80 q28 9 56 0 M16 87 q32 8 64 0" />,
  <path key="7" d="M40 61 h16 v7 q-8 4 -16 0 z" />,
];

export function Portrait({ portrait, className }: { portrait: Parameters; className?: string }) {
  const face = faces[portrait.face] ?? faces[0];
  const behind = hairBehind[portrait.hair] ?? null;
  const hair = `var(--portrait-hair-${portrait.hairTone})`;
  const skin = `var(--portrait-skin-${portrait.skinTone})`;
  return (
    <svg
      viewBox="0 0 96 96"
      aria-hidden="true"
      className={cx('shrink-0 print:[print-color-adjust:exact]', className)}
      fill="none"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      stroke="var(--portrait-line)"
    >
      <circle
        cx="48"
        cy="48"
        r="47"
        fill={`oklch(from var(--brand-soft) l calc(c * 1.6) ${portrait.hue})`}
        stroke="none"
      />
      {behind && <path d={behind} fill={hair} />}
      <g fill={`oklch(from var(--brand) 0.72 0.075 ${portrait.hue})`}>
        <path d={shoulders} />
      </g>
      <path d="M41 55 v10 q7 6 14 0 v-10 z" fill={skin} />
      {clothing[portrait.clothing] ?? clothing[0]}
      <path d={headPath(face)} fill={skin} />
      <path d={hairFront[portrait.hair] ?? hairFront[0]} fill={hair} />
      <path d="M39.5 38.5 q2.5 -1.8 5 0 M51.5 38.5 q2.5 -1.8 5 0" />
      <g fill="var(--portrait-line)" stroke="none">
        <circle cx="42" cy="43" r="1.5" />
        <circle cx="54" cy="43" r="1.5" />
      </g>
      <path d="M48 44 l-1.6 5 h2.4" />
      <path d="M43.5 53 q4.5 3.6 9 0" />
      {portrait.glasses && (
        <path d="M37 43 a5 4.6 0 1 0 10 0 a5 4.6 0 1 0 -10 0 M49 43 a5 4.6 0 1 0 10 0 a5 4.6 0 1 0 -10 0 M47 42.4 q1 -1 2 0" />
      )}
    </svg>
  );
}
