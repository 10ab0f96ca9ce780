/** Name lists for filters and made-up letters. Latin script only. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Lists } from './letters.ts';

const strings = z.array(z.string());
const byGender = z.record(z.string(), z.unknown()).optional();
const definitions = z.object({
  person: z.object({ first_name: byGender, last_name: byGender }).optional(),
  location: z.object({ city_name: strings.nullish(), street_name: strings.nullish() }).optional(),
});
const locale = z.object({ rawDefinitions: definitions });

const flat = (groups: z.infer<typeof byGender>): string[] =>
  Object.values(groups ?? {}).flatMap((group) => strings.safeParse(group).data ?? []);
const latin = (name: string): boolean => /^[\p{Script=Latin}'’. -]{2,}$/u.test(name);
const words = (name: string): string[] =>
  name
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => word.length > 1 && !word.endsWith('.'));

const legalForms = ['GmbH', 'AG', 'KG', 'e. V.', 'Ltd.', 'Inc', 'A.Ş.', 'Ltd. Şti.', 'GmbH & Co. KG', ''];

export const readNames = async (
  folder: string,
): Promise<{ given: Set<string>; family: Set<string>; lists: Record<string, Lists> }> => {
  const module: { allFakers: Record<string, unknown> } = await import(
    pathToFileURL(join(folder, 'faker/dist/index.js')).href
  );
  const all = Object.entries(module.allFakers).flatMap(([name, value]) => {
    const parsed = locale.safeParse({ rawDefinitions: Reflect.get(Object(value), 'rawDefinitions') });
    return parsed.success ? [{ name, ...parsed.data.rawDefinitions }] : [];
  });
  const surnames = readFileSync(join(folder, 'surnames.list'), 'utf8').split(/\r?\n/).filter(latin);
  const given = new Set<string>();
  const family = new Set(surnames.flatMap(words));
  for (const { person } of all) {
    for (const name of flat(person?.first_name).filter(latin))
      for (const word of words(name)) given.add(word);
    for (const name of flat(person?.last_name).filter(latin))
      for (const word of words(name)) family.add(word);
  }
  const listsOf = (own: string[], share: number): Lists => {
    const locals = all.filter(({ name }) => own.includes(name));
    const abroad = all.filter(({ name }) => !own.includes(name));
    const pick = (read: (one: (typeof all)[number]) => string[]): string[] => {
      const home = locals.flatMap(read).filter(latin);
      const away = abroad.flatMap(read).filter(latin);
      // Neighbours come from everywhere.
      return [
        ...home,
        ...away.filter(
          (_, index) => index % Math.max(1, Math.round(away.length / (home.length * share))) === 0,
        ),
      ];
    };
    const familyNames = pick(({ person }) => flat(person?.last_name));
    return {
      given: pick(({ person }) => flat(person?.first_name)),
      family: own.includes('de')
        ? [...familyNames, ...surnames.filter((_, index) => index % 60 === 0)]
        : familyNames,
      towns: pick(({ location }) => location?.city_name ?? []),
      streets: pick(({ location }) => location?.street_name ?? []).concat(
        'Hauptstraße',
        'Main Street',
        'Atatürk Caddesi',
      ),
      companies: familyNames
        .slice(0, 400)
        .map((name, index) => `${name} ${legalForms[index % legalForms.length] ?? ''}`.trim()),
    };
  };
  return {
    given,
    family,
    lists: {
      de: listsOf(['de', 'de_AT', 'de_CH'], 0.3),
      en: listsOf(['en', 'en_GB', 'en_US', 'en_IE', 'en_AU'], 1),
      tr: listsOf(['tr'], 0.1),
    },
  };
};
