/** The lock of the database: first passphrase, unlocking, what cannot be undone. */
export const vault = {
  create: {
    title: 'Schützen Sie Ihre Daten mit einer Passphrase',
    intro:
      'Dieser Rechner hat keinen Schlüsselbund, in dem WattOS den Schlüssel ablegen könnte. Darum verschlüsseln wir Ihre Daten mit einer Passphrase, die nur Sie kennen.',
    warningTitle: 'Es gibt keine Wiederherstellung',
    warning:
      'Niemand kann die Passphrase zurücksetzen, auch wir nicht. Wer sie verliert, verliert die Daten. Schreiben Sie sie auf und bewahren Sie sie sicher auf.',
    passphrase: 'Passphrase',
    passphraseHelp:
      'Mindestens {minLength, number} Zeichen. Vier bis sechs zufällige Wörter sind sicher und gut zu merken.',
    again: 'Passphrase wiederholen',
    mismatch: 'Die beiden Eingaben unterscheiden sich.',
    tooShort: 'Noch {missing, plural, one {# Zeichen} other {# Zeichen}} zu kurz.',
    understood: 'Mir ist klar, dass die Daten ohne Passphrase verloren sind.',
    submit: 'Verschlüsselt anlegen',
  },
  unlock: {
    title: 'Tresor öffnen',
    intro: 'Ihre Gespräche und Einstellungen liegen verschlüsselt auf diesem Rechner.',
    passphrase: 'Passphrase',
    submit: 'Öffnen',
    forgotten: 'Passphrase vergessen?',
    forgottenHelp:
      'Ohne sie lassen sich die Daten nicht öffnen; das ist der Sinn der Verschlüsselung. Wenn Sie neu anfangen möchten, starten Sie WattOS mit einem anderen Datenordner.',
  },
  show: 'Passphrase anzeigen',
  hide: 'Passphrase verbergen',
};
