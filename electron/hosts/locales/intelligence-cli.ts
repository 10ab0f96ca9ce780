/** What the command line says of analyses and agents, in both languages. */
import { number } from './format.ts';
import type { Words } from './words.ts';

type CliWords = Words['cli']['intelligence'];

const percent = (share: number | null, locale: 'de' | 'en'): string =>
  share === null
    ? '–'
    : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);

const phasesDe: Record<string, string> = {
  sources: 'Quellen lesen',
  profile: 'Organisation',
  topics: 'Themen',
  signals: 'Hinweise auf Zielgruppen',
  groups: 'Zielgruppen',
  personas: 'Personas',
  wording: 'Formulieren',
  enrichment: 'Inhalte',
  agents: 'Agenten',
};
const phasesEn: Record<string, string> = {
  sources: 'Reading sources',
  profile: 'Organisation',
  topics: 'Topics',
  signals: 'Signs of target groups',
  groups: 'Target groups',
  personas: 'Personas',
  wording: 'Wording',
  enrichment: 'Content',
  agents: 'Agents',
};

export const intelligenceCliDe: CliWords = {
  phase: (phase) => phasesDe[phase] ?? phase,
  summary: ({ documents, sentences, groups, personas, agents, share }) =>
    `${number(documents, 'de')} Dokumente, ${number(sentences, 'de')} Sätze: ${groups} Zielgruppen, ${personas} Personas, ${agents} Agenten${share === null ? '' : `; ${percent(share, 'de')} der Merkmale belegt`}.`,
  notice: (code, count) =>
    ({
      'no-documents': 'In den Quellen stehen keine Dokumente.',
      'few-sentences': `Die Quellen sind klein (${count} Sätze); das Ergebnis ist entsprechend unsicher.`,
      'no-groups': 'Die Quellen nennen keine Zielgruppe.',
      contradictory: `${count} Aussagen unterscheiden sich nur in ihren Zahlen. Bitte prüfen.`,
      'instructions-in-sources': `${count} Sätze richten sich an ein Sprachmodell und wurden nicht verwendet.`,
      'mixed-languages': `Die Quellen sind in ${count} Sprachen geschrieben.`,
      sampled: `Es wurden ${count} Dokumente als Stichprobe gelesen.`,
      'model-unused':
        'Das gewählte Modell hat nichts formuliert: Es fehlt, schreibt diese Sprache nicht oder hat nicht brauchbar geantwortet. Alles stammt aus den Regeln.',
    })[code],
  size: (sentences, documents) =>
    `${sentences === 1 ? '1 Satz' : `${number(sentences, 'de')} Sätze`} in ${documents === 1 ? '1 Dokument' : `${number(documents, 'de')} Dokumenten`}`,
  assumption: 'Annahme',
  fictional: 'fiktiv',
  noAgents: 'Es gibt noch keine Agenten.',
  passport: ({ questions, evidenceRate, answerRate, abstentionRate, medianLatencyMs }) =>
    `${questions.length} Prüffragen: ${percent(answerRate, 'de')} beantwortet, ${percent(evidenceRate, 'de')} belegt, ${percent(abstentionRate, 'de')} richtig enthalten, ${number(Math.round(medianLatencyMs ?? 0), 'de')} ms im Mittel.`,
  demo: {
    crawling: (url) => `Beispielgemeinde steht unter ${url}. Sie wird gelesen …`,
    read: (documents) => `${number(documents, 'de')} Dokumente gelesen.`,
    asking: (question) => `\nFrage: ${question}`,
    took: (seconds) => `\nFertig nach ${number(seconds, 'de')} Sekunden.`,
    withoutModel: 'Es ist kein Sprachmodell installiert oder gewünscht: Antworten sind wörtliche Auszüge.',
  },
};

export const intelligenceCliEn: CliWords = {
  phase: (phase) => phasesEn[phase] ?? phase,
  summary: ({ documents, sentences, groups, personas, agents, share }) =>
    `${number(documents, 'en')} documents, ${number(sentences, 'en')} sentences: ${groups} target groups, ${personas} personas, ${agents} agents${share === null ? '' : `; ${percent(share, 'en')} of traits backed by evidence`}.`,
  notice: (code, count) =>
    ({
      'no-documents': 'There are no documents in the sources.',
      'few-sentences': `The sources are small (${count} sentences); the result is accordingly unsure.`,
      'no-groups': 'The sources name no target group.',
      contradictory: `${count} statements differ only in their numbers. Please check.`,
      'instructions-in-sources': `${count} sentences speak to a language model and were not used.`,
      'mixed-languages': `The sources are written in ${count} languages.`,
      sampled: `${count} documents were read as a sample.`,
      'model-unused':
        'The chosen model worded nothing: it is missing, does not write this language, or gave no usable answer. Everything comes from the rules.',
    })[code],
  size: (sentences, documents) =>
    `${sentences === 1 ? '1 sentence' : `${number(sentences, 'en')} sentences`} in ${documents === 1 ? '1 document' : `${number(documents, 'en')} documents`}`,
  assumption: 'assumption',
  fictional: 'fictional',
  noAgents: 'There are no agents yet.',
  passport: ({ questions, evidenceRate, answerRate, abstentionRate, medianLatencyMs }) =>
    `${questions.length} test questions: ${percent(answerRate, 'en')} answered, ${percent(evidenceRate, 'en')} backed, ${percent(abstentionRate, 'en')} rightly abstained, median ${number(Math.round(medianLatencyMs ?? 0), 'en')} ms.`,
  demo: {
    crawling: (url) => `The sample municipality is at ${url}. Reading it …`,
    read: (documents) => `${number(documents, 'en')} documents read.`,
    asking: (question) => `\nQuestion: ${question}`,
    took: (seconds) => `\nDone after ${number(seconds, 'en')} seconds.`,
    withoutModel: 'No language model is installed or wanted: answers are excerpts, word for word.',
  },
};
