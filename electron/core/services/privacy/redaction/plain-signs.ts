/**
 * The blanks, hyphens and digits of typesetting as the plain signs the written forms are made of: no-break blanks stand in most
 * numbers that Word or a web page shows. Length and offsets stay. Pure.
 */
const blanks = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu;
const hyphens = /[\u2010\u2011\u2012\u2212\ufe63]/gu;
const slashes = /[\u2044\u2215]/gu;
/** Full-width forms of East Asian fonts. */
const wide = /[\uff01-\uff5e]/gu;

/** What marks a quotation in mails stands before every line of it. */
const quotation = /^[>|][>| ]*/gmu;

export const plainSigns = (text: string): string =>
  text
    .replace(quotation, (signs) => ' '.repeat(signs.length))
    .replace(blanks, ' ')
    .replace(hyphens, '-')
    .replace(slashes, '/')
    .replace(wide, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
