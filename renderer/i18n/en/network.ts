/** The ledger of outbound connections. */
import type { Translated } from '../translated.ts';
import type { network as german } from '../de/network.ts';

export const network: Translated<typeof german> = {
  title: 'Network ledger',
  intro:
    'Every connection WattOS has made to the outside or refused. The list cannot be changed, only printed.',
  print: 'Print',
  empty: 'No connection to the outside yet',
  emptyHelp: 'Everything you have done so far has stayed on this computer.',
  caption: 'Connections to the outside, newest first',
  time: 'Time',
  purpose: 'Purpose',
  host: 'Host',
  decision: 'Decision',
  received: 'Received',
  allowed: 'Allowed',
  denied: 'Refused',
  purposes: {
    'model-download': 'Model download',
    crawler: 'Reading a website',
    provider: 'Language model of {name}',
    providerGone: 'Language model of a removed provider',
  },
  printed: 'Printed on {at}',
  count: '{count, plural, one {# entry} other {# entries}}',
  partial: 'There are older entries that are not loaded yet.',
};
