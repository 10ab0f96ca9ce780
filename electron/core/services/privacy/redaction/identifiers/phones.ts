/**
 * Telephone numbers. The text is cut into single candidates first, because the library joins neighbouring numbers; it then
 * says whether a candidate can be a number of one of the countries.
 */
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { type Span, span } from '../span.ts';
import { labelBefore } from './identifiers.ts';

const countries: Record<'de' | 'en' | 'tr', readonly CountryCode[]> = {
  de: ['DE', 'AT', 'CH'],
  en: ['US', 'GB', 'AU'],
  tr: ['TR', 'DE'],
};

/** Starts like a number with area or country code. */
const dialled =
  /(?<![\p{L}\p{N}+/.§-])(?<!\p{N}(?:[ ]{1,2}|,))(?:\+|00|\(\+?\d{1,4}\)|\(?0)[\d ()./–-]{4,22}\d(?: ?(?:x|ext\.?) ?\d{1,5})?(?![\p{L}\p{N}]|[.,]\d)/gu;
/** Groups of digits as written in English. */
const grouped =
  /(?<![\p{L}\p{N}+/.-])(?<!\p{N},)(?:\(\d{2,4}\) ?|\d{2,4}[ .-])\d{2,4}(?:[ .-]\d{2,6}){0,3}(?: ?(?:x|ext\.?) ?\d{1,5})?(?![\p{L}\p{N}]|[.,/-]\d)/gu;
const label =
  /(?:tel(?:efon(?:nummer)?)?|fon|phone(?:\s?number)?|fax|mobil(?:e|nummer|funk)?|handy(?:nummer)?|rufnummer|durchwahl|hotline|call(?:\sme)?|cell|contact|(?:answer|reach|ring|dial)(?:ing|ed)?(?:\s(?:me|us|him|her|them))?\s(?:at|on)|ruf|cep|gsm|numaram)\b[^\d\n]{0,22}\n?[^\d\n]{0,3}$/iu;
/** In signatures: “020 7946 0018 (office)”. */
const labelAfter = /^[ \t]?[-(–,]?[ \t]?(?:office|fax|mobile|cell|home|work|phone|tel)(?!\p{L})/iu;
const labelledDigits = /(?<![\p{L}\p{N}])\+?\(?\d[\d ()./–-]{4,20}\d(?![\p{L}\p{N}])/gu;
const labelAfterReach = 12;
/** A second number begins. */
const border = /\s{2,}|[,;|]\s*|\s\/\s(?=[0+(])/u;
const dateLike = /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$|^(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)/;

export const phones = (text: string, language: 'de' | 'en' | 'tr'): Span[] => {
  const spans: Span[] = [];
  const add = (startOffset: number, raw: string, judge: (candidate: string, at: number) => number): void => {
    let at = startOffset;
    for (const piece of raw.split(new RegExp(`(${border.source})`, 'u'))) {
      const candidate = piece.replace(/[\s/.–-]+$/u, '');
      const digits = candidate.replace(/x.*|\D/giu, '').length;
      const confidence = digits < 6 || digits > 16 || dateLike.test(candidate) ? 0 : judge(candidate, at);
      if (confidence > 0)
        spans.push(
          span('phone', [at, at + candidate.length], confidence, confidence > 0.9 ? 'context' : 'format'),
        );
      at += piece.length;
    }
  };
  const labelled = (at: number): boolean => label.test(labelBefore(text, at));
  const labelledBehind = (end: number): boolean =>
    language === 'en' && labelAfter.test(text.slice(end, end + labelAfterReach));
  const valid = (candidate: string): boolean =>
    countries[language].some((country) => parsePhoneNumberFromString(candidate, country)?.isValid() === true);

  for (const match of text.matchAll(dialled))
    add(match.index, match[0], (candidate, at) => {
      if (labelled(at)) return 0.95;
      if (valid(candidate.replace(/^00/, '+'))) return 0.75;
      return /^(?:\+|00)/.test(candidate) ? 0.5 : 0;
    });
  for (const match of text.matchAll(labelledDigits))
    if (labelled(match.index) || labelledBehind(match.index + match[0].length))
      add(match.index, match[0], () => 0.95);
  if (language === 'en')
    for (const match of text.matchAll(grouped))
      add(match.index, match[0], (candidate, at) => {
        if (labelled(at) || labelledBehind(at + candidate.length)) return 0.95;
        return valid(candidate) ? 0.75 : candidate.replace(/\D/g, '').length >= 8 ? 0.5 : 0;
      });
  return spans;
};
