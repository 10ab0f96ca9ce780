/**
 * Text-and-data-mining reservations (§ 44b UrhG, Art. 4 Directive 2019/790) as the TDM Reservation Protocol states them:
 * a file per host, a response header, a meta element; the nearer to the page wins. Pure.
 * Source: W3C Community Group, TDMRep, 2024.
 */
import type { HostFindings } from '../../../contract/crawler.ts';
import { matchesPattern } from './scope.ts';

export type TdmRule = HostFindings['tdm']['rules'][number];
export type TdmStatement = { reserved: boolean; policy: string | null; source: string };

const maxRules = 500;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Of `/.well-known/tdmrep.json`. What is not of the expected shape is left out. */
export const readTdmFile = (json: string): TdmRule[] => {
  let content: unknown;
  try {
    content = JSON.parse(json);
  } catch {
    return [];
  }
  const rules = Array.isArray(content) ? content : [content];
  return rules
    .filter(isRecord)
    .filter((rule) => typeof rule.location === 'string')
    .slice(0, maxRules)
    .map((rule) => ({
      location: String(rule.location),
      reserved: rule['tdm-reservation'] === 1 || rule['tdm-reservation'] === '1',
      policy: typeof rule['tdm-policy'] === 'string' ? rule['tdm-policy'] : null,
    }));
};

/** The first rule whose location fits decides. */
export const tdmOfFile = (rules: readonly TdmRule[], address: string): TdmStatement | null => {
  const { pathname, search } = new URL(address);
  const rule = rules.find(({ location }) => {
    const anchored = location.endsWith('$');
    const pattern = anchored ? location.slice(0, -1) : location;
    return anchored
      ? matchesPattern(`${pattern}`, pathname + search) &&
          (pattern.includes('*') || pathname + search === pattern)
      : matchesPattern(pattern.endsWith('*') ? pattern : `${pattern}*`, pathname + search);
  });
  return rule === undefined ? null : { reserved: rule.reserved, policy: rule.policy, source: 'tdmrep.json' };
};

export const tdmOfHeaders = (headers: readonly [string, string][]): TdmStatement | null => {
  const value = (wanted: string): string | null =>
    headers.find(([name]) => name.toLowerCase() === wanted)?.[1]?.trim() ?? null;
  const reservation = value('tdm-reservation');
  return reservation === null
    ? null
    : { reserved: reservation === '1', policy: value('tdm-policy'), source: 'header' };
};
