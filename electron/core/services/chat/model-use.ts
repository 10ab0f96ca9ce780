/** Which models conversations name, over all tenants: a model belongs to the computer. */
import type { Db } from '../../db/open.ts';

type Row = { modelId: string; count: number };

export const conversationsByModel = (db: Db): Row[] =>
  db
    .prepare<[], Row>(
      'SELECT model_id AS modelId, count(*) AS count FROM conversations WHERE model_id IS NOT NULL GROUP BY model_id',
    )
    .all();
