/** Who speaks in the sources: name, sector, places, services, channels, hours, languages and tone, each with its sentence. Pure. */
import type {
  ContentLanguage,
  OrganisationProfile,
  Tone,
  Trait,
} from '../../../../contract/intelligence-traits.ts';
import { channels as channelCodes, sectors } from '../../../../contract/intelligence-traits.ts';
import type { IntelligenceResources } from '../resources.ts';
import { traitOf } from '../making/trait.ts';
import type { EvidenceBook } from '../making/evidence-book.ts';
import { commonEnding, type Scan } from './scan.ts';
import type { FoundTopic } from './topics.ts';

const organisation =
  /\b(?:(?:Stadt|Gemeinde|Landkreis|Landratsamt|Markt|Kreis|Universität|Hochschule|Klinikum|Sparkasse|Stiftung|Verein|Stadtwerke|Samtgemeinde|Verbandsgemeinde) \p{Lu}[\p{L}-]+(?:-\p{L}+)*|\p{Lu}[\p{L}-]*(?:-Kreis|kreis)\b|(?:\p{Lu}[\p{L}&-]+ ){1,3}(?:Project|Foundation|University|College|Council|Inc|Ltd|GmbH|AG|Server|Software|Framework|Group|Association|Belediyesi|Üniversitesi)|(?:City|Town|University|County) of \p{Lu}\p{L}+)/gu;
const welcome =
  /\b(?:Willkommen (?:in|bei|beim|im)|Welcome to) (\p{Lu}[\p{L}-]+(?: (?:am|an der|im|bei|of|the|und|and) \p{Lu}[\p{L}-]+)*)/gu;
const place = /\b\d{5}\s+(\p{Lu}[\p{L}.-]+(?:\s(?:am|an der|im|bei|ob der)\s\p{Lu}\p{L}+|\s\p{Lu}\p{L}+)?)/gu;
const weekday =
  /\b(?:Mo(?:ntag)?|Di(?:enstag)?|Mi(?:ttwoch)?|Do(?:nnerstag)?|Fr(?:eitag)?|Sa(?:mstag)?|Mon(?:day)?|Tue(?:sday)?|Wed(?:nesday)?|Thu(?:rsday)?|Fri(?:day)?|Pazartesi|Salı|Çarşamba|Perşembe|Cuma)s?\b/u;
const time = /\b\d{1,2}(?:[.:]\d{2})?\s?(?:Uhr|h|am|pm|[–-]\s?\d{1,2}(?:[.:]\d{2}))/iu;

export const readProfile = (
  scan: Scan,
  topics: readonly FoundTopic[],
  resources: IntelligenceResources,
  language: ContentLanguage,
  book: EvidenceBook,
): OrganisationProfile => {
  const named = (id: string, text: string, sentences: readonly number[]): Trait =>
    traitOf(id, text, book.cite(sentences), 'rules');
  const nameAt = nameOf(scan);
  return {
    name: nameAt === null ? null : named('name', nameAt.text, nameAt.sentences),
    sector: sectorOf(scan, resources, language, book),
    places: counted(scan, place, 6).map(({ text, sentences }, at) => named(`place-${at}`, text, sentences)),
    services: servicesOf(scan, ownTopics(topics, language), named),
    channels: resources.facets.channels.flatMap((facet) => {
      const code = channelCodes.find((one) => one === facet.key);
      const sentences = scan.facets.get(`channels/${facet.key}`) ?? [];
      return code === undefined || sentences.length < 2
        ? []
        : [{ ...named(`channel-${code}`, facet.text[language], sentences.slice(0, 5)), code }];
    }),
    openingHours: hoursOf(scan).map((sentence, at) =>
      named(`hours-${at}`, (scan.sentences[sentence]?.text ?? '').replaceAll(/\s+/g, ' '), [sentence]),
    ),
    languages: languagesOf(scan),
    offeredLanguages: resources.facets.spoken.flatMap((facet) => {
      const sentences = scan.facets.get(`spoken/${facet.key}`) ?? [];
      return sentences.length === 0
        ? []
        : [named(`offered-${facet.key}`, facet.text[language], sentences.slice(0, 5))];
    }),
    tone: toneTrait(scan, resources, language, book),
  };
};

type Counted = { text: string; sentences: number[] };

const counted = (scan: Scan, pattern: RegExp, limit: number): Counted[] => {
  const found = new Map<string, number[]>();
  scan.sentences.forEach(({ text }, index) => {
    for (const match of text.matchAll(pattern)) {
      const name = (match[1] ?? match[0])
        .replaceAll(/\s+/g, ' ')
        .replace(/[.,;:-]+$/, '')
        .trim();
      found.set(name, [...(found.get(name) ?? []), index]);
    }
  });
  return [...found]
    .sort((a, b) => b[1].length - a[1].length || a[0].localeCompare(b[0]))
    .slice(0, limit)
    .map(([text, sentences]) => ({ text, sentences: sentences.slice(0, 5) }));
};

/** What most titles end with, or the organisation the texts name most. */
const nameOf = (scan: Scan): Counted | null => {
  const common = commonEnding(scan.documents.map(({ title }) => title));
  const [most] = counted(scan, organisation, 1);
  if (common !== null) {
    const sentences = sentencesNaming(scan, common.name);
    if (sentences.length > 0) return { text: common.name, sentences };
  }
  if (most !== undefined && most.sentences.length >= 2) return most;
  return counted(scan, welcome, 1)[0] ?? null;
};

/** The whole name, or as much of its end as the texts use: “Gemeinde Lindenau am See” speaks of itself as “Lindenau am See”. */
const sentencesNaming = (scan: Scan, name: string): number[] => {
  for (let words = name.toLowerCase().split(' '); words.length > 0; words = words.slice(1)) {
    const wanted = words.join(' ');
    if (wanted.length < shortestName) return [];
    const found = scan.sentences.flatMap(({ text }, index) =>
      text.toLowerCase().includes(wanted) ? [index] : [],
    );
    if (found.length > 0) return found.slice(0, 5);
  }
  return [];
};
const shortestName = 6;

const sectorOf = (
  scan: Scan,
  resources: IntelligenceResources,
  language: ContentLanguage,
  book: EvidenceBook,
): OrganisationProfile['sector'] => {
  const [best] = [...scan.markers].sort((a, b) => b[1] - a[1]);
  const code = sectors.find((sector) => sector === best?.[0]);
  if (best === undefined || code === undefined || best[1] < 3) return null;
  const audiences = resources.domains.filter(({ domain }) => domain === code).flatMap((one) => one.audiences);
  const sentences = audiences.flatMap(({ key }) =>
    (scan.audiences.get(`${code}/${key}`) ?? []).slice(0, 1).map((hit) => hit.sentence),
  );
  return {
    ...traitOf(
      'sector',
      resources.say(language, `profile.sector.${code}`),
      book.cite(sentences.slice(0, 5)),
      'rules',
    ),
    code,
  };
};

/** The same service in three languages is one service. */
const ownTopics = (topics: readonly FoundTopic[], language: string): readonly FoundTopic[] => {
  const own = topics.filter((topic) => topic.language === language);
  return own.length > 0 ? own : topics;
};

/** Titles of the documents most central to their topics. */
const servicesOf = (
  scan: Scan,
  topics: readonly FoundTopic[],
  named: (id: string, text: string, sentences: readonly number[]) => Trait,
): Trait[] => {
  const seen = new Set<string>();
  return topics
    .flatMap((topic) => topic.documents.slice(0, 3))
    .flatMap((document) => {
      const at = scan.titles[document] ?? null;
      const text = scan.names[document] ?? '';
      if (at === null || text.length > 90 || /[?!.]$/.test(text) || seen.has(text.toLowerCase())) return [];
      seen.add(text.toLowerCase());
      return [named(`service-${seen.size}`, text, [at])];
    })
    .slice(0, 16);
};

const hoursOf = (scan: Scan): number[] =>
  scan.sentences
    .flatMap(({ text }, index) => (text.length < 220 && weekday.test(text) && time.test(text) ? [index] : []))
    .slice(0, 8);

const languagesOf = (scan: Scan): OrganisationProfile['languages'] => {
  const counts = new Map<string, { documents: number; sentences: number }>();
  for (const { language, sentences } of scan.documents) {
    const entry = counts.get(language) ?? { documents: 0, sentences: 0 };
    entry.documents += 1;
    entry.sentences += sentences;
    counts.set(language, entry);
  }
  return [...counts]
    .map(([spoken, entry]) => ({ language: spoken, ...entry }))
    .sort((a, b) => b.sentences - a.sentences || a.language.localeCompare(b.language));
};

const toneOf = ({ address: { formalCount, informalCount } }: Pick<Scan, 'address'>): Tone => {
  const total = formalCount + informalCount;
  if (total < 3) return 'neutral';
  if (formalCount >= 0.8 * total) return 'formal';
  return informalCount >= 0.8 * total ? 'informal' : 'mixed';
};

const toneWords: Record<Tone, string> = {
  formal: 'toneFormal',
  informal: 'toneInformal',
  mixed: 'toneMixed',
  neutral: 'toneNeutral',
};

export const toneTrait = (
  scan: Scan,
  resources: IntelligenceResources,
  language: ContentLanguage,
  book: EvidenceBook,
): OrganisationProfile['tone'] => {
  const code = toneOf(scan);
  const { formal, informal, formalCount, informalCount } = scan.address;
  const shown =
    code === 'informal'
      ? informal
      : code === 'mixed'
        ? [...formal.slice(0, 2), ...informal.slice(0, 2)]
        : formal;
  const leads = scan.leads.flatMap((list) => list.slice(0, 1));
  const sentences = code === 'neutral' ? leads : shown;
  return {
    ...traitOf(
      'tone',
      resources.say(language, `trait.${toneWords[code]}`),
      book.cite(sentences.slice(0, 4)),
      'rules',
    ),
    code,
    formal: formalCount,
    informal: informalCount,
  };
};
