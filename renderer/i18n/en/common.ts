/** Words that many places share. */
import type { Translated } from '../translated.ts';
import type { common as german } from '../de/common.ts';

export const common: Translated<typeof german> = {
  product: 'WattOS Desktop',
  close: 'Close',
  cancel: 'Cancel',
  retry: 'Try again',
  save: 'Save',
  back: 'Back',
  next: 'Continue',
  skip: 'Skip',
  clear: 'Clear input',
  reset: 'Reset',
  open: 'Open',
  more: 'Load more',
  actions: 'More actions',
  loading: 'Loading …',
  reference: 'Reference for the log:',
  notes: 'Notes',
  resizePane: 'Resize this part',
  local: 'LOCAL',
  network: 'NETWORK',
  cloud: 'CLOUD',
  none: 'Not stated',
  duration: {
    soon: 'less than a minute',
    minutes: 'about {count, plural, one {# minute} other {# minutes}}',
    hours: 'about {count, plural, one {# hour} other {# hours}}',
  },
  keys: { ctrl: 'Ctrl', shift: 'Shift', enter: 'Enter', space: 'Space' },
};
