/** The dossier: what an analysis found, as Markdown for people with every source named, or as JSON for programs. Pure. */
import type { AnalysisView } from '../../../contract/intelligence.ts';
import type { Evidence, Trait } from '../../../contract/intelligence-traits.ts';
import type { IntelligenceResources } from './resources.ts';
import { coverageOf, traitsOfGroup, traitsOfPersona } from './traits-of.ts';

export const dossierMarkdown = (
  view: AnalysisView,
  evidence: ReadonlyMap<string, Evidence>,
  locale: 'de' | 'en',
  resources: IntelligenceResources,
  madeOn: string,
): { title: string; text: string } => {
  const say = (key: string, parameters: Record<string, string | number> = {}): string =>
    resources.say(locale, `dossier.${key}`, parameters);
  const numbers = new Map<string, number>();
  const cite = (ids: readonly string[], most = 4): string =>
    ids
      .slice(0, most)
      .flatMap((id) => {
        if (!evidence.has(id)) return [];
        const number = numbers.get(id) ?? numbers.size + 1;
        numbers.set(id, number);
        return [`[${number}]`];
      })
      .join('');
  const line = (trait: Trait): string =>
    `- ${plain(trait.text)} ${trait.basis === 'evidence' ? cite(trait.evidence) : `*(${say('assumption')})*`}`;
  const list = (key: string, traits: readonly Trait[], depth = '####'): string[] =>
    traits.length === 0 ? [] : ['', `${depth} ${say(key)}`, '', ...traits.map(line)];

  const { analysis, profile, groups, personas, agents, topics } = view;
  const lines = [
    say('coverage', { evidenced: analysis.coverage.evidenced, traits: analysis.coverage.traits }),
    '',
    say('made', { date: madeOn }),
    '',
    say('reading'),
    ...overviewOf(view, say),
    ...(analysis.notices.length === 0
      ? []
      : [
          '',
          `## ${say('notices')}`,
          '',
          ...analysis.notices.map(({ code, count, evidence: ids }) =>
            `- ${say(`notice.${code}`, { count })} ${cite(ids, ids.length)}`.trimEnd(),
          ),
        ]),
    '',
    `## ${say('profile')}`,
    ...(profile === null
      ? []
      : [
          ...(profile.name === null ? [] : ['', line(profile.name)]),
          ...(profile.sector === null ? [] : [line(profile.sector)]),
          ...list('services', profile.services, '###'),
          ...list('places', profile.places, '###'),
          ...list('channels', profile.channels, '###'),
          ...list('hours', profile.openingHours, '###'),
        ]),
    '',
    `## ${say('topics')}`,
    '',
    ...topics.map((topic) => `- ${plain(topic.label)} ${cite(topic.representative)}`),
    '',
    `## ${say('groups')}`,
    ...groups.flatMap((group) => [
      '',
      `### ${plain(group.name)}${group.locked ? ` (${say('confirmed')})` : ''}`,
      '',
      plain(group.description),
      '',
      `${say('size', group.size)} ${cite(group.evidence)}`,
      ...list('needs', group.needs),
      ...list('barriers', group.barriers),
      ...list('channels', group.channels),
      ...list('languages', group.languages),
      ...list('accessibility', group.accessibility),
      ...(group.readingLevel === null ? [] : list('readingLevel', [group.readingLevel])),
      ...personas
        .filter((persona) => persona.groupId === group.id)
        .flatMap((persona) => [
          '',
          `#### ${plain(persona.name)} (${say('fictional')}): ${plain(persona.headline)}`,
          ...list('situation', persona.situation, '#####'),
          ...list('goals', persona.goals, '#####'),
          ...list('painPoints', persona.painPoints, '#####'),
          ...list('characteristics', persona.characteristics, '#####'),
          ...list('questions', persona.questions, '#####'),
          ...list('channels', persona.channels, '#####'),
          ...list('accessibility', persona.accessibility, '#####'),
          ...(persona.readingLevel === null ? [] : list('readingLevel', [persona.readingLevel], '#####')),
          ...list('tone', [persona.tone], '#####'),
        ]),
    ]),
    '',
    `## ${say('agents')}`,
    '',
    ...agents.map((agent) => `- **${plain(agent.name)}** (${agent.language}): ${plain(agent.role)}`),
    '',
    `## ${say('sources')}`,
    '',
  ];
  const cited = [...numbers].flatMap(([id, number]) => {
    const found = evidence.get(id);
    if (found === undefined) return [];
    const page = found.page === null ? '' : `, ${say('page')} ${found.page}`;
    const [open, close] = quotes[locale];
    return [
      `- [${number}] ${open}${plain(found.quote)}${close} – ${plain(found.title)}${page}, ${plain(found.source)}`,
    ];
  });
  return { title: say('title', { name: analysis.name }), text: [...lines, ...cited].join('\n') };
};

const quotes = { de: ['„', '“'], en: ['“', '”'] } as const;

/** The target groups as a table: how much speaks of each, and how much of what is said of it is backed. */
const overviewOf = (
  { groups, personas }: AnalysisView,
  say: (key: string, parameters?: Record<string, string | number>) => string,
): string[] =>
  groups.length === 0
    ? []
    : [
        '',
        `## ${say('overview')}`,
        '',
        `| ${say('group')} | ${say('personas')} | ${say('sources')} |`,
        '|---|---|---|',
        ...groups.map((group) => {
          const own = personas.filter(({ groupId }) => groupId === group.id);
          const { evidenced, traits } = coverageOf([
            ...traitsOfGroup(group),
            ...own.flatMap(traitsOfPersona),
          ]);
          const names = own.map(({ name }) => plain(name)).join(', ');
          return `| ${plain(group.name)} | ${names} | ${say('size', group.size)}. ${say('coverage', { evidenced, traits })} |`;
        }),
      ];

/** Text of sources stays text: no Markdown, no HTML, one line. */
const plain = (text: string): string =>
  text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_{}[\]<>#|~]/g, (sign) => `\\${sign}`);

export const dossierJson = (view: AnalysisView, evidence: ReadonlyMap<string, Evidence>): string =>
  JSON.stringify(
    { format: 'wattos-dossier', version: 1, ...view, evidence: [...evidence.values()] },
    null,
    2,
  );
