/** What an analysis found beside the board: the organisation, its topics, and the texts for a target group. */
import type { findings as german } from '../de/findings.ts';
import type { Translated } from '../translated.ts';

export const findings: Translated<typeof german> = {
  nav: { label: 'Views of the analysis', board: 'Target groups', profile: 'Organisation', topics: 'Topics' },
  notYet: 'The analysis has not come this far. What it finds appears here by itself.',
  profile: {
    title: 'Organisation',
    facts:
      '{evidenced, number} of {traits, plural, one {# statement has evidence} other {# statements have evidence}}. Everything comes from the sources.',
    none: 'No profile yet',
    noneFacts: 'Who speaks in the sources.',
    fields: {
      name: 'Name',
      sector: 'Sector',
      services: 'Services and products',
      places: 'Places',
      channels: 'Channels',
      openingHours: 'Opening hours',
      offeredLanguages: 'Languages help is offered in',
      tone: 'Address and tone',
    },
    written: 'Languages of the sources',
    writtenHelp: 'Counted, not estimated: every sentence of the sources.',
    language:
      '{sentences, plural, one {# sentence} other {# sentences}}, {documents, plural, one {# document} other {# documents}}',
  },
  topics: {
    title: 'Topics and questions',
    facts:
      '{topics, plural, one {# topic} other {# topics}}, {questions, plural, one {# question} other {# questions}} from the sources. A click shows the place.',
    none: 'No topics yet',
    noneHelp: 'The sources hold too little text, or the analysis has not come this far.',
    search: 'Search topics and questions',
    nothing: 'There is no topic and no question about this.',
    size: '{documents, plural, one {# document} other {# documents}} · {questions, plural, =0 {no question} one {# question} other {# questions}}',
    groups: 'Concerns these target groups',
    moreGroups: '{count, plural, one {# more target group} other {# more target groups}}',
    sentences: 'Sentences about this topic',
    asked: 'What people ask',
    unanswered: 'No answer right after it',
    moreQuestions: '{count, plural, one {# more question} other {# more questions}}',
    loose: 'Questions without a topic',
  },
  texts: {
    open: 'Texts for this target group',
    back: 'To the target group',
    title: 'Texts for this target group',
    intro:
      'Put together from the sources, every sentence with its evidence. Read it all before you publish it.',
    language: 'Language of the texts',
    none: 'No texts for this target group',
    noneHelp: 'The sources say too little about it, or the target group was added by hand.',
    kinds: { explanation: 'What matters most', plain: 'In plain language', faq: 'Questions and answers' },
    kindHelp: {
      explanation: 'Word for word from the sources.',
      plain: 'The plainest sentences of the sources. Abbreviations and official words are replaced.',
      faq: 'Questions from the sources with the sentence that answers them there.',
    },
    copy: 'Copy',
    copied: 'The texts are on the clipboard.',
    notCopied: 'Copying did not work. Save the texts as a file.',
    save: 'Save as',
    formats: { docx: 'Word', markdown: 'Markdown', text: 'Text only' },
    withSources: 'With all evidence',
  },
  rules: {
    label: 'Rules of plain language',
    held: 'Plain language: {held, number} of {all, plural, one {# rule holds} other {# rules hold}}',
    passed: 'Holds',
    broken: 'Broken',
    word: '“{word}”',
    names: {
      'sentence-length': 'At most 15 words in a sentence',
      'word-length': 'No overlong words',
      passive: 'No passive voice',
      genitive: 'No genitive',
      subjunctive: 'No conditional',
      negation: 'No double negation',
      'foreign-words': 'No foreign words',
      abbreviations: 'No abbreviations',
      'one-statement': 'One statement in a sentence',
    },
  },
};
