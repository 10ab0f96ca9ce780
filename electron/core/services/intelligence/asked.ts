/** What people wrote in a conversation, as an analysis reads it. Answers are not evidence. */
import { z } from 'zod';
import type { Db } from '../../db/open.ts';

const rowsShape = z.array(z.object({ title: z.string(), text: z.string() }));

/** `null`: nothing was asked, or the conversation is gone. */
export const askedIn = (
  db: Db,
  tenantId: string,
  conversationId: string,
): { title: string; text: string } | null => {
  const rows = rowsShape.parse(
    db
      .prepare(
        `SELECT title, text FROM messages JOIN conversations ON conversations.id = conversation_id
           WHERE conversation_id = ? AND messages.tenant_id = ? AND role = 'user' ORDER BY seq`,
      )
      .all(conversationId, tenantId),
  );
  const [first] = rows;
  return first === undefined ? null : { title: first.title, text: rows.map(({ text }) => text).join('\n') };
};
