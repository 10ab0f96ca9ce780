/** Word's numbering: a list that starts at one counts for itself, a list that starts elsewhere needs a definition of its own. */
import { AlignmentType, type INumberingOptions, LevelFormat } from 'docx';

const levels = 9;
const step = 360;
const bullets = ['•', '◦', '▪'];
/** Word stops counting here. */
const maxStart = 32_767;

export type Lists = ReturnType<typeof createLists>;

export function createLists() {
  let instance = 0;
  const starts = new Set<number>();
  return {
    /** `start` is `null` for bullets. `level` counts the indents around the list. */
    open(start: number | null, level: number) {
      instance += 1;
      const depth = Math.min(level, levels - 1);
      if (start === null) return { reference: 'bullets', level: depth, instance: 0 };
      const first = Math.min(Math.max(0, start), maxStart);
      starts.add(first);
      return { reference: `from-${first}`, level: depth, instance };
    },
    /** The definitions of every list opened so far. */
    options(): INumberingOptions {
      const numbered = [...starts].map((start) => ({
        reference: `from-${start}`,
        levels: levelsOf((level) => ({ format: LevelFormat.DECIMAL, text: `%${level + 1}.`, start })),
      }));
      const bulleted = {
        reference: 'bullets',
        levels: levelsOf((level) => ({
          format: LevelFormat.BULLET,
          text: bullets[level % bullets.length] ?? '•',
          start: 1,
        })),
      };
      return { config: [bulleted, ...numbered] };
    },
  };
}

type Look = { format: (typeof LevelFormat)[keyof typeof LevelFormat]; text: string; start: number };

const levelsOf = (look: (level: number) => Look) =>
  Array.from({ length: levels }, (_, level) => ({
    level,
    ...look(level),
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: (level + 1) * step, hanging: step } } },
  }));
