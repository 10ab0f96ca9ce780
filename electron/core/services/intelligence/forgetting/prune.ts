/**
 * Takes out of a stored result what deleted documents have left there: their evidence, what quotes them, what only they said.
 * A trait in our own words becomes an assumption, one in the words of the document vanishes. Works on stored JSON of any
 * shape, so that old versions and histories are covered as well. Pure.
 */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

export type Gone = {
  documentIds: ReadonlySet<string>;
  /** Evidence ids of sentences of these documents. */
  ids: ReadonlySet<string>;
  /** Sentences and titles of these documents that were cited. */
  quotes: readonly string[];
  /** Words and names no other source has. */
  phrases: readonly string[];
};

/** A shorter sentence may stand anywhere by chance. */
const longQuote = 25;
const shortestQuote = 4;

/** `null` where nothing is left. */
export type Prune = (value: Json) => Json;

export const createPrune = (gone: Gone): Prune => {
  const quotes = gone.quotes.map(flat).filter((quote) => quote.length >= shortestQuote);
  const long = quotes.filter((quote) => quote.length >= longQuote);
  const words = gone.phrases.map((phrase) => wholeWord(phrase));
  /** Texts of traits that have vanished: agents and histories repeat them. */
  const vanished = new Set<string>();

  const speaks = (text: string): boolean => {
    const flatText = flat(text);
    return (
      vanished.has(text) ||
      long.some((quote) => flatText.includes(quote)) ||
      words.some((word) => word.test(text))
    );
  };
  const names = (text: string): boolean => {
    const flatText = flat(text);
    return quotes.some((quote) => flatText.includes(quote));
  };

  /** Line by line, sentence by sentence: only what speaks of the deleted goes. */
  const pruneText = (text: string): string => {
    if (!speaks(text) && !text.split('\n').some(speaks)) return text;
    return text
      .split('\n')
      .flatMap((line) => {
        if (!speaks(line)) return [line];
        const rest = line
          .split(/(?<=[.!?“”"])\s+/)
          .filter((sentence) => !speaks(sentence))
          .join(' ');
        return rest === '' || rest === line || speaks(rest) ? [] : [rest];
      })
      .join('\n');
  };

  const pruneTrait = (trait: JsonObject): JsonObject | null => {
    const cited = idsIn(trait.evidence);
    const left = cited.filter((id) => !gone.ids.has(id));
    const text = String(trait.text ?? '');
    const lost = cited.length > 0 && left.length === 0;
    // A model puts sentences into other words: what rests on deleted ones alone goes with them.
    if (speaks(text) || (lost && (names(text) || trait.origin === 'model'))) {
      vanished.add(text);
      // An address is always needed; without its sentence it is an assumption.
      return 'code' in trait && !speaks(text) ? { ...trait, basis: 'assumption', evidence: [] } : null;
    }
    return left.length === cited.length
      ? trait
      : { ...trait, evidence: left, ...('basis' in trait && lost ? { basis: 'assumption' } : {}) };
  };

  const pruneObject = (value: JsonObject): JsonObject | null => {
    if (typeof value.documentId === 'string' && gone.documentIds.has(value.documentId)) return null;
    if (typeof value.key === 'string' && gone.ids.has(value.key)) return null;
    if (typeof value.evidence === 'string' && gone.ids.has(value.evidence)) return null;
    if (typeof value.text === 'string' && Array.isArray(value.evidence)) return pruneTrait(value);
    const pruned: JsonObject = {};
    for (const [field, held] of Object.entries(value)) {
      if (typeof held === 'string' && gone.ids.has(held)) pruned[field] = null;
      else pruned[field] = pruneAny(held);
      if (essential.has(field) && isEmpty(pruned[field]) && !isEmpty(held)) return null;
    }
    return pruned;
  };

  const pruneAny = (value: Json): Json => {
    if (typeof value === 'string') return pruneText(value);
    if (Array.isArray(value))
      return value.flatMap((one): Json[] => {
        if (typeof one === 'string' && gone.ids.has(one)) return [];
        const left = pruneAny(one);
        return (left === null && one !== null) || (left === '' && one !== '') ? [] : [left];
      });
    return typeof value === 'object' && value !== null ? pruneObject(value) : value;
  };
  return pruneAny;
};

/** Without them the entry that holds them says nothing. */
const essential = new Set(['text', 'body', 'label', 'question']);

const isEmpty = (value: Json | undefined): boolean => value === null || value === '' || value === undefined;

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().toLowerCase();

const wholeWord = (phrase: string): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])${phrase.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`,
    'iu',
  );

const idsIn = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
