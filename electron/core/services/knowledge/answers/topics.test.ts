import { describe, expect, it } from 'vitest';
import { topicsOf } from './topics.ts';

const dogs = [
  'Die Hundesteuer wird jährlich erhoben. Jeder Hund ist beim Steueramt anzumelden, die Hundemarke wird am Halsband getragen.',
  'Wer einen Hund hält, bezahlt Hundesteuer. Die Anmeldung der Hunde nimmt das Steueramt entgegen.',
  'Blindenführhunde sind von der Hundesteuer befreit. Der Antrag auf Befreiung geht an das Steueramt.',
  'Verlorene Hundemarken ersetzt das Steueramt. Ohne Marke droht dem Halter ein Bußgeld wegen der Hundesteuer.',
];
const passports = [
  'Der Reisepass wird im Bürgeramt beantragt. Für den Reisepass wird ein biometrisches Passbild gebraucht.',
  'Ein Reisepass gilt zehn Jahre. Das Bürgeramt bestellt den Reisepass bei der Bundesdruckerei.',
  'Kinder bekommen einen eigenen Reisepass. Das Bürgeramt braucht dafür das Passbild und die Geburtsurkunde.',
  'Den verlorenen Reisepass meldet man dem Bürgeramt. Ein vorläufiger Reisepass wird sofort mit Passbild ausgestellt.',
];
const of = (texts: readonly string[]) => texts.map((text) => ({ language: 'de' as const, text }));

describe('topics of documents', () => {
  it('do not mix what has nothing in common, whatever the order', () => {
    const mixed = dogs.flatMap((text, at) => [text, passports[at] ?? '']);
    for (const topic of topicsOf(of(mixed)))
      expect(new Set(topic.members.map((member) => member % 2)).size).toBe(1);
  });

  it('are named by what tells them apart, as it is written', () => {
    const mixed = of([...dogs, ...passports]);
    const words = topicsOf(mixed).flatMap((topic) => topic.words);
    expect(words.join(' ')).toMatch(/Hund/);
    expect(words.join(' ')).toMatch(/Reisepass/);
    expect(words).not.toContain('wird');
  });

  it('lose no document, and double none', () => {
    const many = of([...dogs, ...passports, ...dogs, ...passports, ...dogs]);
    const members = topicsOf(many).flatMap((topic) => topic.members);
    expect(members.sort((a, b) => a - b)).toEqual(many.map((_, at) => at));
    expect(topicsOf([])).toEqual([]);
  });

  it('stay whole where nothing tells documents apart', () => {
    expect(topicsOf(of([dogs[0] ?? '', dogs[0] ?? '', dogs[0] ?? '']))).toHaveLength(1);
    expect(topicsOf(of(['', '', '']))).toHaveLength(1);
  });
});
