/** The ways to a new agent: from a role template, or from a package of another installation. */
import type { newAgents as german } from '../de/new-agents.ts';
import type { Translated } from '../translated.ts';

export const newAgents: Translated<typeof german> = {
  back: 'All agents',
  menu: {
    label: 'New agent',
    sources: 'From your sources',
    sourcesDetail: 'One for each persona and language',
    template: 'From a template',
    templateDetail: 'Citizen service, IT support, sales and other roles',
    package: 'From a package',
    packageDetail: 'Take over agents from another installation',
    characters: 'Manage characters',
  },
  spaces: { none: 'There is no knowledge space yet.', add: 'Add one under “Knowledge”' },
  tools: {
    'web.open': 'open web pages',
    'mail.draft': 'draft e-mails',
    'calendar.find': 'find dates',
    'tickets.create': 'create tickets',
    later: 'Planned, but not available in this version: {tools}.',
  },
  template: {
    title: 'Agent from a template',
    intro: 'Choose a role and the knowledge the agent may answer from.',
    role: 'Role',
    language: 'Language of the agent',
    told: 'What the agent is told',
    knowledge: 'Knowledge',
    knowledgeHelp: 'The agent answers from these spaces only and always names the place.',
    chooseFirst: 'Choose a role first.',
    withoutKnowledge: 'Without knowledge the agent can neither answer nor be published.',
    create: 'Create agent',
    made: '“{name}” has been created. It is not published yet.',
  },
  package: {
    title: 'Open an agent package',
    intro:
      'A package holds agents, their characters and the texts they answer from. You see what is inside first.',
    drop: 'Drag the package file here.',
    other: 'Choose a different file?',
    choose: 'Choose file',
    opening: 'The package is being checked.',
    sent: '{sent} of {size}',
    taking:
      '{count, plural, =0 {The agents are being taken over.} one {The agents and # document are being taken over.} other {The agents and # documents are being taken over.}}',
    inside: 'This is inside',
    character: 'Character: {name}',
    documents:
      '{count, plural, =0 {Without documents: the agents will need a knowledge space.} one {# document} other {# documents}}',
    language: '{count, number} in {language}',
    notes: {
      unsigned: 'Packages carry no signature. Only take over what you got from somebody you trust.',
      unpublished: 'The agents arrive unpublished. Test them before others use them.',
      redacted:
        'The documents go into a new knowledge space. Personal data is treated there as in every file.',
    },
    cancel: 'Discard',
    take: '{count, plural, one {Take over # agent} other {Take over # agents}}',
    done: '{count, plural, one {# agent is taken over.} other {# agents are taken over.}}',
  },
};
