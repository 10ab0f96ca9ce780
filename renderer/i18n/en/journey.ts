/** The way from an address to an agent: what leads from one view to the next, and the sample to try it with. */
import type { journey as german } from '../de/journey.ts';
import type { Translated } from '../translated.ts';

export const journey: Translated<typeof german> = {
  groups: 'Find target groups',
  groupsTitle: 'The website has been read.',
  groupsHelp: 'Next, WattOS shows whom these pages speak to – with evidence for every statement.',
  groupsWaiting:
    '{count, plural, one {# document is} other {# documents are}} still being read. After that you can go on.',
  agents: {
    title: 'Agents of this persona',
    help: 'A published agent can be chosen in the chat and at the kiosk.',
    none: 'There is no agent for this persona yet.',
    make: 'Make agents',
    made: '{count, plural, =0 {No agent was made.} one {# agent is here.} other {# agents are here.}}',
  },
  sample: {
    title: 'Try it with the sample municipality',
    help: 'Lindenau am See, a municipality of our own invention: pages, PDF files and a scan. Without the internet, in less than a minute to target groups, personas and agents.',
    action: 'See the sample',
    reading: 'The sample pages are being read …',
  },
};
