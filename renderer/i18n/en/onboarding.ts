/** The four screens of the first start. */
import type { Translated } from '../translated.ts';
import type { onboarding as german } from '../de/onboarding.ts';

export const onboarding: Translated<typeof german> = {
  label: 'Introduction',
  step: 'Step {step, number} of {of, number}',
  welcome: {
    title: 'Welcome to WattOS',
    intro: 'Your AI workstation on this computer. It also works with the network cable pulled.',
    points: {
      local: 'Language model, conversations and settings stay on this computer.',
      encrypted: 'Everything that is stored is encrypted.',
      ledger: 'Every connection to the outside is listed in a ledger you can print.',
    },
    language: 'Language of the interface',
    start: 'Let’s start',
  },
  hardware: {
    title: 'What this computer can do',
    checking: 'Checking the computer …',
    cpu: 'Processor',
    cpuValue: '{model}, {cores, plural, one {# core} other {# cores}}',
    memory: 'Memory',
    memoryValue: '{total}, of which {free} free',
    disk: 'Free disk space',
    gpu: 'Graphics card',
    noGpu: 'Not needed: the processor computes the answers.',
    small: 'A small model runs here. Expect a calm pace.',
    medium: 'Good for small and medium models.',
    large: 'Large models run here too.',
  },
  model: {
    title: 'Choose a language model',
    intro:
      'It is downloaded once and then stays on this computer. You can change that under “Models” at any time.',
    choose: 'Model',
    installedHint: '{name} is already here. You can start right away.',
    continueWithout: 'Continue without a model',
    background: 'The download goes on even if you continue.',
    import: 'Import from a file',
    none: 'No language model is available for download at the moment.',
    connects: 'Connects once to {hosts}.',
  },
  ready: {
    emptyTitle: 'Everything is ready',
    title: 'Ask your first question',
    intro: 'The answer is made on this computer. You land in a real conversation that you can carry on.',
    noModel: 'You can look at everything now. As soon as a model is here, WattOS answers your questions.',
    downloading:
      'The model is still being downloaded. As soon as it is here, you can ask your first question.',
    question: 'Your question',
    ask: 'Ask',
    englishOnly: 'The starter model understands English only, so the suggestions are in English.',
    suggestions: {
      letter: 'Write a short, friendly letter inviting neighbours to a street party.',
      explain: 'Explain in three sentences what a language model is.',
      list: 'List five things to check before signing a contract.',
    },
    suggestionsEnglish: {
      letter: 'Write a short, friendly letter inviting neighbours to a street party.',
      explain: 'Explain in three sentences what a language model is.',
      list: 'List five things to check before signing a contract.',
    },
    finish: 'Open WattOS',
  },
};
