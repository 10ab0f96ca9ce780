import { expect, it } from 'vitest';
import { pickLanguage } from './languages.ts';

it('takes the first language of the system that we speak', () => {
  expect(pickLanguage('system', ['tr-TR', 'de-AT', 'en-GB'])).toBe('de');
  expect(pickLanguage('system', ['EN-us', 'de'])).toBe('en');
});
it('falls back to English, and a choice beats the system', () => {
  expect(pickLanguage('system', ['fr-FR'])).toBe('en');
  expect(pickLanguage('de', ['en-US'])).toBe('de');
});
