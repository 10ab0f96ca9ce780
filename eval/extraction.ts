/**
 * How well the main content of web pages is found. Articles: F1 of word shingles against the whole text, precision and recall
 * averaged over the pages; segment pages: F1 over what must and must not appear. Data: see `extraction-pages.ts`.
 */
import { decodePage, parsePage } from '../electron/core/adapters/parser/page/index.ts';
import { flat, readTestPages, shingles, type TestPage } from './extraction-pages.ts';
import type { Metrics, Suite } from './measure.ts';

export const articleScore = (
  gold: string,
  found: string,
): { precision: number | null; recall: number | null } => {
  const [wanted, got] = [shingles(gold), shingles(found)];
  let both = 0;
  let extra = 0;
  let missing = 0;
  for (const key of new Set([...wanted.keys(), ...got.keys()])) {
    const [w, g] = [wanted.get(key) ?? 0, got.get(key) ?? 0];
    both += Math.min(w, g);
    extra += Math.max(0, g - w);
    missing += Math.max(0, w - g);
  }
  return {
    precision: both + extra === 0 ? null : both / (both + extra),
    recall: both + missing === 0 ? null : both / (both + missing),
  };
};

const mean = (values: readonly (number | null)[]): number => {
  const known = values.filter((value) => value !== null);
  return known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
};
const harmonic = (p: number, r: number): number => (p + r === 0 ? 0 : (2 * p * r) / (p + r));

/** `find` is exchangeable, so that training measures folds the same way. */
export const scorePages = (pages: readonly TestPage[], find: (page: TestPage) => string): Metrics => {
  const articles = pages.filter((page) => page.kind === 'article');
  const scores = articles.map((page) => articleScore(page.gold, find(page)));
  const [precision, recall] = [
    mean(scores.map((one) => one.precision)),
    mean(scores.map((one) => one.recall)),
  ];
  const metrics: Metrics = {};
  if (articles.length > 0) {
    metrics['articles.pages'] = articles.length;
    metrics['articles.precision'] = precision;
    metrics['articles.recall'] = recall;
    metrics['articles.f1'] = harmonic(precision, recall);
  }
  const segments = pages.filter((page) => page.kind === 'segments');
  const groups = { segments, german: segments.filter(({ url, html }) => isGerman(url, html)) };
  for (const [name, group] of Object.entries(groups)) {
    if (group.length === 0) continue;
    let [right, wrong, missed] = [0, 0, 0];
    for (const page of group) {
      const text = flat(find(page));
      for (const segment of page.required) text.includes(segment) ? right++ : missed++;
      for (const segment of page.forbidden) if (text.includes(segment)) wrong++;
    }
    metrics[`${name}.pages`] = group.length;
    metrics[`${name}.precision`] = right / Math.max(1, right + wrong);
    metrics[`${name}.recall`] = right / Math.max(1, right + missed);
    metrics[`${name}.f1`] = harmonic(right / Math.max(1, right + wrong), right / Math.max(1, right + missed));
  }
  return metrics;
};

const isGerman = (url: string, html: Uint8Array): boolean => {
  const declared = /<html[^>]{0,300}\blang=["']?([a-z]{2})/i
    .exec(Buffer.from(html).toString('latin1'))?.[1]
    ?.toLowerCase();
  return declared === undefined ? /\.(de|at)(\/|$)/.test(url) : declared === 'de';
};

const suite: Suite = async ({ data, say }) => {
  const pages = data === null ? [] : readTestPages(data);
  if (pages.length === 0) {
    say(
      'No test pages there. Any folder that holds ground-truth.json with html/, or evaldata.json with cache/ or eval/, will do.',
    );
    return { 'extraction.pages': 0 };
  }
  const startedMs = performance.now();
  const metrics = scorePages(pages, (page) => parsePage(decodePage(page.html, null).text, page.url).text);
  const perSecond = pages.length / ((performance.now() - startedMs) / 1_000);
  for (const [name, value] of Object.entries(metrics))
    say(`${name.padEnd(24)} ${value.toFixed(value > 1 ? 0 : 3)}`);
  const all: Metrics = { ...metrics, 'extraction.pagesPerSecond': perSecond };
  return all;
};
export default suite;
