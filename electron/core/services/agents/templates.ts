/** Role templates for the typical agents, as data files in German and English. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type RoleTemplate, roleTemplate } from '../../../contract/agents.ts';

export type RoleTemplates = Record<'de' | 'en', RoleTemplate[]>;

export const readRoleTemplates = (programDir: string): RoleTemplates => {
  const read = (language: 'de' | 'en'): RoleTemplate[] =>
    z
      .array(roleTemplate)
      .parse(
        JSON.parse(readFileSync(join(programDir, 'resources', 'agents', `roles.${language}.json`), 'utf8')),
      );
  return { de: read('de'), en: read('en') };
};
