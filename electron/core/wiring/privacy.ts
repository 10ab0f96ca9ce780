/** Wires privacy: the name model from the program's resources, files through the parser processes. */
import { basename, join } from 'node:path';
import { isDocumentError } from '../adapters/parser/kind.ts';
import type { Db } from '../db/open.ts';
import type { Clock } from '../kernel/clock.ts';
import { appError } from '../kernel/errors.ts';
import type { DocumentParsing } from '../services/ingestion/parse/index.ts';
import { createPrivacy, type Privacy, readNameModel } from '../services/privacy/index.ts';

export type PrivacyWiring = {
  db: Db;
  clock: Clock;
  programDir: string;
  parsing: Pick<DocumentParsing, 'parseDocument'>;
  onChange: (spaceId: string) => void;
};

export const wirePrivacy = ({ db, clock, programDir, parsing, onChange }: PrivacyWiring): Privacy => {
  let model: ReturnType<typeof readNameModel> | undefined;
  return createPrivacy({
    db,
    clock,
    model: () => {
      model ??= readNameModel(join(programDir, 'resources/privacy/names.bin'));
      return model;
    },
    readFile: async (path, signal) => {
      try {
        return await parsing.parseDocument({ path, fileName: basename(path), signal });
      } catch (error) {
        if (isDocumentError(error)) throw appError(error.code, error.data, { cause: error });
        throw error;
      }
    },
    onChange,
  });
};
