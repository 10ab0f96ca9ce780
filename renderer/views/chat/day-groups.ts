/** Groups conversations by how long ago they were last used. Pure. */
import type { ConversationSummary } from '../../../electron/contract/chat.ts';

export type DayGroup = 'temporary' | 'today' | 'yesterday' | 'week' | 'month' | `${number}-${number}`;

export type ListRow =
  | { kind: 'group'; key: string; group: DayGroup }
  | { kind: 'conversation'; key: string; conversation: ConversationSummary };

const dayMs = 86_400_000;
const midnight = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();

/** `2026-3` for everything older than thirty days. */
export const groupOf = (updatedAt: string, now: Date): DayGroup => {
  const at = new Date(updatedAt);
  // Rounded, because a day with a clock change has 23 or 25 hours.
  const days = Math.round((midnight(now) - midnight(at)) / dayMs);
  if (days <= 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days <= 7) return 'week';
  if (days <= 30) return 'month';
  return `${at.getFullYear()}-${at.getMonth() + 1}`;
};

/** Keeps the order it is given; each change of group gets a heading. Search results are not grouped: their order is relevance. */
export const listRows = (
  conversations: readonly ConversationSummary[],
  now: Date,
  isSearch: boolean,
): ListRow[] => {
  const rows: ListRow[] = [];
  let last: DayGroup | null = null;
  for (const conversation of conversations) {
    const group = conversation.temporary ? 'temporary' : groupOf(conversation.updatedAt, now);
    if (!isSearch && group !== last) rows.push({ kind: 'group', key: `group:${group}`, group });
    last = group;
    rows.push({ kind: 'conversation', key: conversation.id, conversation });
  }
  return rows;
};
