/** Contact data and opening hours as they stand in links and in German, English and Turkish text. Pure. */
import { attribute, descendants, type XmlElement } from '../parts/xml.ts';
import type { Contact } from './structured-data.ts';

const maxItems = 100;
const maxPieces = 500;
const email = /[\p{L}\p{N}._%+-]{1,64}(?:@|\s?\[at\]\s?|\s?\(at\)\s?)[\p{L}\p{N}.-]{1,190}\.\p{L}{2,24}/gu;
const phone =
  /(Tel(?:efon|\.)?|Fon|Phone|Mobil|Fax|Telefax|Faks)\.?:?\s{0,3}((?:\+|00)?\d[\d\s()/.-]{5,24}\d)/gi;
const address =
  /(\p{Lu}[\p{L}.\- ]{2,40}(?:str(?:aße|asse|\.)|platz|weg|allee|gasse|ring|ufer|damm|markt|hof)|(?:Am|An der|Auf der|Im|Zum|Zur) \p{Lu}[\p{L}-]{2,40})\s(\d{1,4}\s?[a-z]?(?:\s?[-–]\s?\d{1,4})?)[,\s|·•]{1,5}(?:D-)?(\d{5})\s(\p{Lu}[\p{L}\- ]{1,40}\p{L})/gu;
const hours =
  /(?:Mo(?:ntag)?|Di(?:enstag)?|Mi(?:ttwoch)?|Do(?:nnerstag)?|Fr(?:eitag)?|Sa(?:mstag)?|So(?:nntag)?|Mon(?:day)?|Tue(?:sday)?|Wed(?:nesday)?|Thu(?:rsday)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?|Pazartesi|Salı|Çarşamba|Perşembe|Cuma)s?\.?(?:\s?(?:[-–,/&]|bis|und|to|and)\s?\p{L}{2,11}\.?){0,5}:?\s{1,3}(?:von\s|ab\s)?\d{1,2}(?:[:.]\d\d)?\s?(?:Uhr|am|pm)?\s?(?:[-–]|bis|to)\s?\d{1,2}(?:[:.]\d\d)?(?:\s?(?:Uhr|am|pm))?(?:\s?(?:und|,|and|sowie)\s?\d{1,2}(?:[:.]\d\d)?\s?(?:Uhr)?\s?(?:[-–]|bis|to)\s?\d{1,2}(?:[:.]\d\d)?(?:\s?Uhr)?)?/gu;

const fold = (value: string): string => value.replace(/\s+/g, ' ').trim();

export const findContacts = (root: XmlElement, text: string, known: readonly Contact[]): Contact[] => {
  const contacts = [...known];
  const add = (kind: Contact['kind'], raw: string): void => {
    const value = fold(raw);
    if (value === '' || contacts.length >= maxItems) return;
    const key = keyOf(kind, value);
    if (!contacts.some((one) => keyOf(one.kind, one.value) === key)) contacts.push({ kind, value });
  };
  for (const link of descendants(root, 'a')) {
    const href = attribute(link, 'href') ?? '';
    const target = safeDecode(href.replace(/^[a-z]+:/i, '').replace(/\?.*$/s, ''));
    if (/^mailto:/i.test(href)) add('email', target);
    else if (/^tel:/i.test(href)) add('phone', target);
  }
  for (const around of surroundingsOf(text, /@|[[(]at[\])]/g, [66, 220]))
    for (const [found] of around.matchAll(email)) add('email', found.replace(/\s?[[(]at[\])]\s?/, '@'));
  for (const [, label = '', number = ''] of text.matchAll(phone))
    add(/fa[xk]/i.test(label) ? 'fax' : 'phone', number);
  for (const around of surroundingsOf(text, /\b\d{5} \p{Lu}/gu, [110, 60]))
    for (const [, street = '', house = '', code = '', town = ''] of around.matchAll(address))
      add('address', `${street} ${house}, ${code} ${town}`);
  return contacts;
};

export const findOpeningHours = (text: string, known: readonly string[]): string[] => {
  const found = [...known];
  for (const around of surroundingsOf(text, /\d\s?(?:Uhr|am\b|pm\b|[-–]|bis|to)\s?\d?/g, [70, 70])) {
    for (const [one] of around.matchAll(hours)) {
      const value = fold(one);
      const isPart = found.some((other) => other.includes(value));
      if (found.length < maxItems && !isPart) found.push(value);
    }
  }
  return found;
};

/** The pieces of a long text in which something may be, so that costly patterns see little; overlapping ones are joined. */
const surroundingsOf = (text: string, sign: RegExp, [before, after]: [number, number]): string[] => {
  const pieces: { start: number; end: number }[] = [];
  for (const { index } of text.matchAll(sign)) {
    const last = pieces.at(-1);
    if (last !== undefined && index - before <= last.end) last.end = index + after;
    else pieces.push({ start: Math.max(0, index - before), end: index + after });
    if (pieces.length > maxPieces) break;
  }
  return pieces.map(({ start, end }) => text.slice(start, end));
};

const keyOf = (kind: Contact['kind'], value: string): string =>
  kind === 'phone' || kind === 'fax'
    ? `${kind} ${value.replace(/[^\d]/g, '').replace(/^(0049|49|0)/, '')}`
    : `${kind} ${value.toLowerCase()}`;

const safeDecode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
