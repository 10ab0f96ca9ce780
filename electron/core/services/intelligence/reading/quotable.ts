/**
 * Sentences that can stand alone in a text made for readers: whole, in words, and not about what stood before them on their
 * page. Nothing is changed; what cannot stand alone is left out. Pure.
 */

/** “2. Adım”, “a) …”, a lower-case beginning: the rest of a list or of a cut sentence. */
const begins = /^["“„(]?(?:\p{Lu}|\d+(?:[.,]\d+)* \p{L})/u;
const ends = /[.!]["”“)]?$/;
const code = /[_<>{}=|\\»«\t\uFFFD]|->|https?:|www\.|\S@\S/;
/** A line of contacts is no sentence a text is made of. */
const contacts = /(?<!\p{L})(?:Telefon|Tel\.|Fax|Phone|Telefax|Telephone)(?!\p{L})|\d{4,}[ /-]\d{3,}/u;
/** Speaks of something said before, or of the page itself. */
const leaning: Record<string, RegExp> = {
  de: /^(?:Er|Es (?!gibt|ist möglich)|Diese[rsnm]?|Dies|Dort|Dazu|Dabei|Dafür|Damit|Daher|Deshalb|Deswegen|Dann|Danach|Davon|Dadurch|Darüber|Daneben|Darin|Außerdem|Auch|Zudem|Jedoch|Aber|Denn|Hier\p{L}*|Ebenso|Ferner|Weiterhin|Allerdings|Trotzdem|Anschließend|So|Sonst|Oder|Und|Beide|Folgende\p{L}*|Im Folgenden|Unten|Oben|Ihm|Ihre[rn]? (?!\p{L}+ (?:erhalten|brauchen)))(?!\p{L})|(?<!\p{L})(?:siehe|[Ff]olgende[rsnm]?|solche[rsnm]?|sie nutzen)(?!\p{L})|^Wenn (?:ja|nein)(?!\p{L})/u,
  en: /^(?:This|These|Those|That|It|They|He|She|Here|There(?! (?:is|are))|Then|Also|However|Additionally|Furthermore|Moreover|Therefore|Thus|Otherwise|Instead|But|And|Or|So|Such|Both|Nevertheless|In addition|For example|For instance|In this|In these|In the event|Note|As a result|The following|The above|The latter|The former|When set|See)(?!\p{L})|(?:see below|as follows|the following|above)(?!\p{L})/u,
  tr: /^(?:Bu|Bunu|Bunun|Bunlar\p{L}*|Buna|Burada|Buraya|Şu|O|Onu|Onun|Onlar\p{L}*|Ayrıca|Ancak|Fakat|Ama|Ve|Veya|Bununla|Böylece|Yine|Örneğin|Aşağıdaki|Yukarıdaki|Daha sonra|Sonra|Artık|Diğer)(?!\p{L})|(?:bakınız|aşağıda)/u,
};
const pairs = [
  ['(', ')'],
  ['„', '“'],
  ['[', ']'],
] as const;

const isWhole = (text: string): boolean =>
  begins.test(text) &&
  ends.test(text) &&
  pairs.every(([open, close]) => text.split(open).length <= text.split(close).length) &&
  (text.match(/\(/g)?.length ?? 0) === (text.match(/\)/g)?.length ?? 0);

export const isQuotable = (text: string, language: string): boolean =>
  isWhole(text) && !code.test(text) && !contacts.test(text) && !(leaning[language]?.test(text) ?? false);

/** As it is shown: where its page broke the line means nothing. */
export const onOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
