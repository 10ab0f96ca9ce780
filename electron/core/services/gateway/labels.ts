/** Data classes of conversations and knowledge spaces. Whatever cannot be read as `internal` is confidential. */
import { type DataClass, dataClasses } from '../../../contract/gateway.ts';
import type { Db } from '../../db/open.ts';
import { appError } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import type { Origin } from './model-call.ts';

export type LabelSubject = 'conversation' | 'space';
export type Label = { dataClass: DataClass; unreadable: boolean };

export type Labels = ReturnType<typeof createLabels>;

/** `homes`: every database in which a conversation may live; the first is the one on disk. */
export const createLabels = (homes: [Db, ...Db[]], log: Log) => {
  const homeOf = (tenantId: string, conversationId: string): Db => {
    for (const db of homes) {
      const found = db
        .prepare('SELECT 1 FROM conversations WHERE tenant_id = ? AND id = ?')
        .get(tenantId, conversationId);
      if (found !== undefined) return db;
    }
    throw appError('chat.CONVERSATION_NOT_FOUND', {});
  };
  const dbFor = (tenantId: string, subject: LabelSubject, id: string): Db =>
    subject === 'conversation' ? homeOf(tenantId, id) : homes[0];

  /** Throws when the label is there but says nothing we know. */
  const read = (tenantId: string, subject: LabelSubject, id: string): DataClass => {
    const row = dbFor(tenantId, subject, id)
      .prepare('SELECT data_class FROM data_labels WHERE tenant_id = ? AND subject = ? AND subject_id = ?')
      .get(tenantId, subject, id) as { data_class: string } | undefined;
    if (row === undefined) return 'internal';
    const known = dataClasses.find((one) => one === row.data_class);
    if (known === undefined) throw new Error(`unknown data class of a ${subject}`);
    return known;
  };

  return {
    get: (tenantId: string, subject: LabelSubject, id: string): DataClass => {
      try {
        return read(tenantId, subject, id);
      } catch (error) {
        log.warn({ subject, error }, 'data class unreadable, taken as confidential');
        return 'confidential';
      }
    },

    set: (tenantId: string, subject: LabelSubject, id: string, dataClass: DataClass): void => {
      dbFor(tenantId, subject, id)
        .prepare(
          'INSERT OR REPLACE INTO data_labels (tenant_id, subject, subject_id, data_class) VALUES (?, ?, ?, ?)',
        )
        .run(tenantId, subject, id, dataClass);
    },

    /** Never throws: without an origin, or with one that cannot be read, the text is confidential. */
    ofOrigin: (tenantId: string, origin: Origin | undefined): Label => {
      try {
        if (origin === undefined) return { dataClass: 'confidential', unreadable: true };
        if (origin.kind === 'declared')
          return {
            dataClass: origin.dataClass === 'internal' ? 'internal' : 'confidential',
            unreadable: false,
          };
        const classes = [
          read(tenantId, 'conversation', origin.conversationId),
          ...(origin.spaceIds ?? []).map((spaceId) => read(tenantId, 'space', spaceId)),
        ];
        return {
          dataClass: classes.every((one) => one === 'internal') ? 'internal' : 'confidential',
          unreadable: false,
        };
      } catch (error) {
        log.warn({ error }, 'data class unreadable, taken as confidential');
        return { dataClass: 'confidential', unreadable: true };
      }
    },
  };
};
