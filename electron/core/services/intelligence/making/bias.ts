/** Looks for skew between what the sources say and what was made of it. Pure. */
import type { BiasFinding } from '../../../../contract/intelligence.ts';
import type { Persona, TargetGroup } from '../../../../contract/intelligence-groups.ts';
import type { IntelligenceResources } from '../resources.ts';

export const findBias = (
  groups: readonly TargetGroup[],
  personas: readonly Persona[],
  resources: IntelligenceResources,
): BiasFinding[] => {
  const findings: BiasFinding[] = [];
  const audiences = new Map(resources.domains.flatMap((one) => one.audiences).map((one) => [one.key, one]));
  for (const group of groups)
    if (group.size.documents === 1 && groups.length > 1)
      findings.push({
        code: 'group-from-one-document',
        severity: 'info',
        subjectId: group.id,
        data: { name: group.name },
      });
  for (const persona of personas) {
    const attribute = audiences.get(persona.key.split('/').at(-1) ?? '')?.protected;
    const said = persona.situation.some(({ basis }) => basis === 'evidence');
    if (attribute !== undefined && !said)
      findings.push({
        code: 'protected-attribute-without-evidence',
        severity: 'warning',
        subjectId: persona.id,
        data: { name: persona.name, attribute },
      });
    if (persona.goals.length === 0 && persona.painPoints.length > 0)
      findings.push({
        code: 'negative-only',
        severity: 'warning',
        subjectId: persona.id,
        data: { name: persona.name },
      });
  }
  const initials = new Set(personas.map(({ name }) => name.split(' ')[0]));
  if (personas.length > 3 && initials.size < personas.length * 0.8)
    findings.push({
      code: 'names-one-sided',
      severity: 'warning',
      subjectId: null,
      data: { names: initials.size, personas: personas.length },
    });
  const sentences = groups.map(({ size }) => size.sentences);
  const total = sentences.reduce((sum, one) => sum + one, 0);
  const largest = groups.find(({ size }) => size.sentences === Math.max(...sentences));
  if (groups.length > 2 && largest !== undefined && largest.size.sentences > total / 2)
    findings.push({
      code: 'one-topic-dominates',
      severity: 'info',
      subjectId: largest.id,
      data: { name: largest.name },
    });
  return findings.length > 0
    ? findings
    : [{ code: 'balanced', severity: 'info', subjectId: null, data: { groups: groups.length } }];
};
