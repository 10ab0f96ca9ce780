/**
 * Code pages of one byte a letter: those of DOS, which `TextDecoder` does not know, and a guess which one a text was written in, by
 * whether its letters make one alphabet and its words keep their case. Pure.
 */

// From 0x80 on.
const dos: Record<string, string> = {
  ibm437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  ibm850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
};

export const decodeDos = (bytes: Uint8Array, label: 'ibm437' | 'ibm850'): string => {
  const letters = dos[label] ?? '';
  let text = '';
  for (const byte of bytes)
    text += byte < 0x80 ? String.fromCharCode(byte) : (letters[byte - 0x80] ?? '\uFFFD');
  return text;
};

/** Lower case. A text of one language keeps to one of them. */
const alphabets: readonly RegExp[] = [
  /[äöüß]/u,
  /[àâæçéèêëîïôœùûüÿ]/u,
  /[áéíñóúü]/u,
  /[áâãàçéêíóôõú]/u,
  /[àèéìòù]/u,
  /[åäöæøé]/u,
  /[áéíóúýþæðö]/u,
  /[çğıöşüâîûİ]/u,
  /[ąćęłńóśźż]/u,
  /[áčďéěíľĺňóôŕřšťúůýžä]/u,
  /[áéíóöőúüű]/u,
  /[ăâîșşțţ]/u,
  /[čćđšž]/u,
];
/** Scripts of their own, by the letters that make most of a text. */
const scripts: readonly (readonly [script: RegExp, common: RegExp])[] = [
  [/\p{Script=Greek}/u, /[αοιετνσςηρκπμυλάέήίόύώ]/u],
  [/\p{Script=Cyrillic}/u, /[оеаинтсрвлкмдпуяыьій]/u],
  [/\p{Script=Hebrew}/u, /[יוהלאתרבמשנקםדעחפכ]/u],
  [/\p{Script=Arabic}/u, /[اليمنرتوبده]/u],
];

/** The likeliest first: where two say the same, the first counts. */
const candidates = [
  'windows-1252',
  'windows-1254',
  'windows-1250',
  'macintosh',
  'ibm850',
  'windows-1251',
  'koi8-u',
  'ibm866',
  'iso-8859-5',
  'windows-1253',
  'iso-8859-2',
  'windows-1255',
  'windows-1256',
] as const;

export const decodeSingleByte = (bytes: Uint8Array, label: string): string =>
  label === 'ibm850' || label === 'ibm437' ? decodeDos(bytes, label) : new TextDecoder(label).decode(bytes);

const letter = /\p{L}/u;
const harmless = /[\u00a0\u00ad§€„“”‚‘’«»°–—…²³½¼©®·•´`×µ]/u;
const joins = /['’‘\u00ad·´-]/u;

/** What one letter beyond ASCII says for or against the code page it was read in, its alphabet aside. */
const signWorth = (sign: string, before: string, after: string): number => {
  const within = letter.test(before) && letter.test(after);
  if (letter.test(sign)) {
    const upper = sign !== sign.toLowerCase();
    // Case that turns within a word; two scripts in one word.
    if (upper && before !== before.toUpperCase()) return -1;
    const latin = /\p{Script=Latin}/u;
    if (letter.test(before) && latin.test(before) !== latin.test(sign)) return -1;
    return upper && letter.test(before) ? -0.2 : 0;
  }
  if (/[\p{Cc}\p{Co}\uFFFD]/u.test(sign)) return -2;
  if (within && !joins.test(sign)) return -1;
  return harmless.test(sign) ? 0.3 : -0.3;
};

const alphabetWorth = (signs: readonly string[]): number => {
  const best = alphabets.map((alphabet) =>
    signs.reduce((sum, sign) => sum + (alphabet.test(sign) ? 1 : -0.5), 0),
  );
  for (const [script, common] of scripts)
    best.push(signs.reduce((sum, sign) => sum + (common.test(sign) ? 1 : script.test(sign) ? 0.5 : -0.5), 0));
  return Math.max(...best);
};

const worthOf = (text: string): number => {
  let worth = 0;
  const letters: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text.charCodeAt(at) < 0x80) continue;
    const sign = text[at] ?? '';
    worth += signWorth(sign, text[at - 1] ?? ' ', text[at + 1] ?? ' ');
    if (letter.test(sign)) letters.push(sign === 'İ' ? sign : sign.toLowerCase());
  }
  return worth + alphabetWorth(letters);
};

const sampleBytes = 16_384;
const prior = 0.1;
/** ğ ş ı İ Ş Ğ in windows-1254. */
const isTurkish = (byte: number): boolean => [0xf0, 0xfe, 0xfd, 0xdd, 0xde, 0xd0].includes(byte);

/** Western unless another one is clearly better. `bytes` are no UTF-8. */
export const guessCodePage = (bytes: Uint8Array): string => {
  const sample = bytes.subarray(0, sampleBytes);
  const high = sample.reduce((sum, byte) => sum + (byte < 0x80 ? 0 : 1), 0);
  let best: string = 'windows-1252';
  let most = worthOf(decodeSingleByte(sample, best)) + prior * high;
  for (const label of candidates.slice(1)) {
    // Where Turkish letters could be Icelandic ones, they are not.
    const bonus = label === 'windows-1254' && sample.some(isTurkish) ? prior * high + 0.01 : 0;
    const worth = worthOf(decodeSingleByte(sample, label)) + bonus;
    if (worth <= most) continue;
    best = label;
    most = worth;
  }
  // ISO 8859-15 has the euro where Western has a sign of money that nobody writes.
  const euro = sample.includes(0xa4) && !sample.some((byte) => byte >= 0x80 && byte < 0xa0);
  return best === 'windows-1252' && euro ? 'iso-8859-15' : best;
};
