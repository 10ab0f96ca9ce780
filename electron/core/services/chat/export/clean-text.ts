/** Makes stored text fit for a file others will open. Pure. */

// Everything XML 1.0 forbids, other invisible controls, and the bidirectional overrides that can make a signed
// document read differently from what is stored (CVE-2021-42574, "Trojan Source"). Tab and line feed stay.
const unwanted =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is the purpose
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF\uE000\uE001]/g;

/** Line feeds only, no control characters, no lone surrogates (they become U+FFFD). */
export const cleanText = (text: string): string =>
  text.toWellFormed().replace(/\r\n?/g, '\n').replace(unwanted, '');

/** The same on one line. */
export const cleanLine = (text: string): string => cleanText(text).replace(/\s+/g, ' ').trim();

/** The first strong letter is Hebrew, Arabic or another right-to-left script. */
export const isRightToLeft = (text: string): boolean => {
  const first = /\p{L}/u.exec(text)?.[0];
  return (
    first !== undefined &&
    /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EEFF}]/u.test(first)
  );
};
