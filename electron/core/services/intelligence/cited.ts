/** Every evidence id an analysis still refers to. */
import { z } from 'zod';
import type { Db } from '../../db/open.ts';

/** Ids are told by their form, wherever in the stored results they stand. */
const idPattern = /\be[0-9a-f]{15}\b/g;

export const idsIn = (json: string): string[] => [...new Set(json.match(idPattern) ?? [])];

export const citedIds = (db: Db, analysisId: string): string[] => {
  const bodies = db
    .prepare(
      `SELECT body_json AS json FROM target_groups WHERE analysis_id = @id
         UNION ALL SELECT body_json FROM personas WHERE analysis_id = @id
         UNION ALL SELECT body_json FROM content_enrichments WHERE analysis_id = @id
         UNION ALL SELECT result_json FROM analysis_stages WHERE analysis_id = @id AND result_json IS NOT NULL`,
    )
    .pluck()
    .all({ id: analysisId });
  return [
    ...new Set(
      z
        .array(z.string())
        .parse(bodies)
        .flatMap((json) => json.match(idPattern) ?? []),
    ),
  ];
};
