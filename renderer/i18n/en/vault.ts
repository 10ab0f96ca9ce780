/** The lock of the database: first passphrase, unlocking, what cannot be undone. */
import type { Translated } from '../translated.ts';
import type { vault as german } from '../de/vault.ts';

export const vault: Translated<typeof german> = {
  create: {
    title: 'Protect your data with a passphrase',
    intro:
      'This computer has no key store in which WattOS could keep the key. So we encrypt your data with a passphrase only you know.',
    warningTitle: 'There is no recovery',
    warning:
      'Nobody can reset the passphrase, not even we. Whoever loses it loses the data. Write it down and keep it in a safe place.',
    passphrase: 'Passphrase',
    passphraseHelp:
      'At least {minLength, number} characters. Four to six random words are safe and easy to remember.',
    again: 'Repeat passphrase',
    mismatch: 'The two entries differ.',
    tooShort: '{missing, plural, one {# character} other {# characters}} too short.',
    understood: 'I understand that the data is lost without the passphrase.',
    submit: 'Create encrypted',
  },
  unlock: {
    title: 'Open the vault',
    intro: 'Your conversations and settings are stored encrypted on this computer.',
    passphrase: 'Passphrase',
    submit: 'Open',
    forgotten: 'Forgotten your passphrase?',
    forgottenHelp:
      'Without it the data cannot be opened; that is what encryption is for. If you want to begin again, start WattOS with another data folder.',
  },
  show: 'Show passphrase',
  hide: 'Hide passphrase',
};
