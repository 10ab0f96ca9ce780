/** Which embedders the vectors of the knowledge come from, over all tenants: a model belongs to the computer. */
import type { Db } from '../../db/open.ts';

type Row = { modelId: string; count: number };

/** Spaces with documents whose passages have vectors of the model. */
export const spacesByEmbedder = (db: Db): Row[] =>
  db
    .prepare<[], Row>(
      `SELECT s.model_id AS modelId, count(DISTINCT d.space_id) AS count
       FROM vector_sets s JOIN documents d ON d.tenant_id = s.tenant_id
       WHERE EXISTS (SELECT 1 FROM chunk_vectors v WHERE v.set_seq = s.seq)
       GROUP BY s.model_id`,
    )
    .all();
