import { expect, test } from 'vitest';
import { decodeText } from './decode.ts';

const encode = (text: string, label: string): Buffer => {
  const decoder = new TextDecoder(label);
  const codes = new Map(
    Array.from({ length: 256 }, (_, code) => [decoder.decode(Uint8Array.of(code)), code] as const),
  );
  return Buffer.from([...text].map((sign) => codes.get(sign) ?? 0x3f));
};

test.each([
  ['windows-1252', 'Die Größe der Straße: 12 €, „Überschuss“ – für Bürger § 5'],
  ['windows-1252', "La demande doit être déposée à la mairie. L'été dernier, élève, cœur."],
  ['windows-1252', 'Ansøgningen skal afleveres på rådhuset, også lørdag.'],
  ['windows-1252', 'Það er þörf á því að umsóknin berist bæjarins fólki.'],
  ['iso-8859-15', 'Die Gebühr beträgt 12 € für Bürger.'],
  ['windows-1254', 'Değerli vatandaşlarımız, başvurunuz alınmıştır.'],
  ['windows-1250', 'Zażółć gęślą jaźń. Wniosek składa się w urzędzie miasta.'],
  ['windows-1250', 'Žádost o vydání občanského průkazu se podává na úřadě.'],
  ['windows-1250', 'Az önkormányzat ügyfélszolgálata: különböző űrlapok, őszi szünet.'],
  ['macintosh', 'Die Größe der Straße beträgt für Bürger 12 Meter.'],
  ['windows-1251', 'Заявление подаётся лично в городскую администрацию.'],
  ['windows-1251', 'ЗАЯВЛЕНИЕ О ВЫДАЧЕ ПАСПОРТА'],
  ['koi8-r', 'Заявление подаётся лично в городскую администрацию.'],
  ['ibm866', 'Заявление подаётся лично в городскую администрацию.'],
  ['windows-1253', 'Καλημέρα σας, η αίτηση υποβάλλεται στο δημαρχείο.'],
  ['windows-1255', 'שלום לכולם, הבקשה הוגשה לעירייה'],
])('a text in %s is read: %s', (label, text) => {
  expect(decodeText(encode(text, label)).text).toBe(text);
});

test('a text of DOS is read', () => {
  expect(
    decodeText(Buffer.from('Die Gr\x94\xe1e der Stra\xe1e betr\x84gt f\x81r B\x81rger', 'latin1')).text,
  ).toBe('Die Größe der Straße beträgt für Bürger');
});
