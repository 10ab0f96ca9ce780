import { expect, it } from 'vitest';
import { readabilityOf } from './reading-level.ts';

const counted = (text: string, language: string) => {
  const words = text.match(/\p{L}+/gu) ?? [];
  return readabilityOf(
    {
      sentences: text.match(/[.!?]/g)?.length ?? 0,
      words: words.length,
      longWords: words.filter((word) => word.length > 6).length,
      vowels: text.match(/[aeıioöuü]/giu)?.length ?? 0,
    },
    language,
  );
};

it('easy Turkish is easy, though its words are long', () => {
  const text =
    'Müze salı günü açıktır. Çocuklar ücretsiz girer. Öğretmenler bizi telefonla arayabilir. Gönüllüler size yolu gösterir. Otobüs müzenin önünde durur. Biletinizi kapıdan alabilirsiniz.';
  expect(counted(text, 'tr')).toMatchObject({ code: 'standard', measure: 'atesman' });
  expect(counted(text, 'de')?.code).toBe('demanding');
});

it('an official Turkish sentence stays hard', () => {
  const text =
    'Yükümlülüklerini yerine getirmeyen başvuru sahiplerinin değerlendirilmesinde yönetmeliğin ilgili maddelerinde belirtilen usul ve esaslara uygun olarak hazırlanan değerlendirme raporlarının komisyonca onaylanması zorunluluğu bulunmaktadır.';
  expect(counted(text, 'tr')?.code).toBe('expert');
});

it('is unknown of a few words', () => {
  expect(counted('Komm zu uns.', 'de')).toBeNull();
});
