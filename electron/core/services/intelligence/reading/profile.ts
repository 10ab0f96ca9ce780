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
import { openingHoursIn, placesIn } from './organisation.ts';
import type { Scan } from './scanned.ts';
import { smallSources } from './signals.ts';
import { subjectsOf } from './subjects.ts';
import type { FoundTopic } from './topics.ts';

export const readProfile = (
  scan: Scan,
  topics: readonly FoundTopic[],
  resources: IntelligenceResources,
  language: ContentLanguage,
  book: EvidenceBook,
): OrganisationProfile => {
  const named = (id: string, text: string, sentences: readonly number[]): Trait =>
    traitOf(id, text, book.cite(sentences), 'rules');
  const nameAt = scan.organisation;
  return {
    name: nameAt === null ? null : named('name', nameAt.text, nameAt.sentences),
    sector: sectorOf(scan, resources, language, book),
    places: placesIn(scan).map(({ text, sentences }, at) => named(`place-${at}`, text, sentences)),
    services: servicesOf(scan, topics, language, named),
    channels: resources.facets.channels.flatMap((facet) => {
      const code = channelCodes.find((one) => one === facet.key);
      const sentences = scan.facets.get(`channels/${facet.key}`) ?? [];
      return code === undefined || sentences.length < 2
        ? []
        : [{ ...named(`channel-${code}`, facet.text[language], sentences.slice(0, 5)), code }];
    }),
    openingHours: openingHoursIn(scan, language).map(({ text, sentences }, at) =>
      named(`hours-${at}`, text, sentences),
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

const sectorOf = (
  scan: Scan,
  resources: IntelligenceResources,
  language: ContentLanguage,
  book: EvidenceBook,
): OrganisationProfile['sector'] => {
  const [best] = [...scan.markers].sort((a, b) => b[1] - a[1]);
  const code = sectors.find((sector) => sector === best?.[0]);
  if (best === undefined || code === undefined || best[1] < 3) return null;
  const sentences = [...(scan.signs.get(code) ?? [])]
    .sort((a, b) => b.weight - a.weight || a.sentence - b.sentence)
    .map(({ sentence }) => sentence);
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

/** What a visitor can come for: titles that name a subject, those most central to each topic first; each new in its words. */
const servicesOf = (
  scan: Scan,
  topics: readonly FoundTopic[],
  language: string,
  named: (id: string, text: string, sentences: readonly number[]) => Trait,
): Trait[] => {
  const isOwn = (document: number): boolean => scan.documents[document]?.language === language;
  const few = scan.documents.length <= fewDocuments;
  const ranks = Array.from({ length: mostOfTopic }, (_, rank) => rank);
  const all = few
    ? [...scan.documents.keys()]
    : ranks.flatMap((rank) => topics.flatMap((topic) => topic.documents.slice(rank, rank + 1)));
  const own = all.filter(isOwn);
  return subjectsOf(scan, own.length > 0 ? own : all)
    .slice(0, 16)
    .map(({ title, sentence }, at) => named(`service-${at + 1}`, title, [sentence]));
};
const fewDocuments = 20;
const mostOfTopic = 6;

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

const toneOf = ({
  address: { formalCount, informalCount },
  totalSentences,
}: Pick<Scan, 'address' | 'totalSentences'>): Tone => {
  const total = formalCount + informalCount;
  if (total < (totalSentences < smallSources ? 1 : 3)) return 'neutral';
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
