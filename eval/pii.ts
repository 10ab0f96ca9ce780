/**
 * `npm run eval -- pii --data DIR`: what gets through. Character leakage is the share of characters (blanks aside) of annotated
 * personal data that no finding covers; precision is the share of findings that touch an annotation. LER dev: names in German
 * court decisions. Presidio: made-up English sentences. Identifiers with check digits are made here, fresh each time, by the
 * rules of the issuing offices and not by the code that checks them.
 */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { PiiClass } from '../electron/contract/privacy.ts';
import { detect } from '../electron/core/services/privacy/redaction/detect.ts';
import { type NameModel, readNameModel } from '../electron/core/services/privacy/redaction/names/model.ts';
import { filesNamed } from './data-files.ts';
import type { Metrics, Suite } from './measure.ts';
import { corpora, join2text, readSentences } from './names/corpus.ts';
import { randomFrom } from './names/letters.ts';
import { identifierKinds, sentencesAround } from './pii-identifiers.ts';

type Range = readonly [startOffset: number, endOffset: number];
type Found = { startOffset: number; endOffset: number; status: 'found' | 'uncertain'; class: PiiClass };

class Tally {
  characters = 0;
  leaked = 0;
  leakedOfSure = 0;
  findings = 0;
  right = 0;
  sure = 0;
  sureAndRight = 0;

  add(text: string, wanted: readonly Range[], acceptable: readonly Range[], found: readonly Found[]): void {
    this.leak(text, wanted, found);
    this.judge(acceptable, found);
  }

  leak(text: string, wanted: readonly Range[], found: readonly Found[]): void {
    for (const [from, to] of wanted)
      for (let at = from; at < to; at += 1) {
        if (/\s/.test(text[at] ?? ' ')) continue;
        const cover = found.filter((one) => one.startOffset <= at && one.endOffset > at);
        this.characters += 1;
        if (cover.length === 0) this.leaked += 1;
        if (!cover.some((one) => one.status === 'found')) this.leakedOfSure += 1;
      }
  }

  judge(acceptable: readonly Range[], found: readonly Found[]): void {
    for (const one of found) {
      const right = acceptable.some(([from, to]) => one.startOffset < to && one.endOffset > from);
      this.findings += 1;
      if (right) this.right += 1;
      if (one.status !== 'found') continue;
      this.sure += 1;
      if (right) this.sureAndRight += 1;
    }
  }

  metrics(prefix: string): Metrics {
    return {
      [`${prefix}.characters`]: this.characters,
      [`${prefix}.leakage`]: this.leaked / Math.max(1, this.characters),
      [`${prefix}.leakageOfFoundAlone`]: this.leakedOfSure / Math.max(1, this.characters),
      ...(this.findings === 0
        ? {}
        : {
            [`${prefix}.precision`]: this.right / this.findings,
            [`${prefix}.precisionOfFound`]: this.sureAndRight / Math.max(1, this.sure),
          }),
    };
  }
}

const measureLer = (folder: string, model: NameModel): Metrics => {
  const content = filesNamed(folder, /^ler_.+\.conll$/)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n\n');
  const all = readSentences(content, corpora.ler);
  const kinds = { persons: /-PER$/, lawyers: /-AN$/, judges: /-RR$/, names: /-(PER|AN|RR)$/ };
  const metrics: Metrics = {};
  for (const [kind, tags] of Object.entries(kinds)) {
    const tally = new Tally();
    const wanted = readSentences(content, { ...corpora.ler, isPerson: (tag) => tags.test(tag) });
    for (const [index, sentence] of wanted.entries()) {
      const any = all[index];
      if (any === undefined) continue;
      const { text, names } = join2text([sentence], ' ', true);
      const found = detect(text, 'de', model).filter((one) => one.class === 'person');
      tally.add(text, names, join2text([any], ' ', true).names, found);
    }
    const {
      [`ler.${kind}.precision`]: precision,
      [`ler.${kind}.precisionOfFound`]: sure,
      ...leakage
    } = tally.metrics(`ler.${kind}`);
    Object.assign(metrics, leakage);
    if (kind === 'names')
      Object.assign(metrics, { 'ler.precision': precision ?? 0, 'ler.precisionOfFound': sure ?? 0 });
  }
  return metrics;
};

const presidio = z.array(
  z.object({
    full_text: z.string(),
    spans: z.array(z.object({ entity_type: z.string(), start_position: z.int(), end_position: z.int() })),
  }),
);

/** Presidio's kinds that are ours as well; the others (towns alone, dates, ages, …) identify nobody by themselves. */
const counterparts: Record<string, PiiClass> = {
  PERSON: 'person',
  PHONE_NUMBER: 'phone',
  EMAIL_ADDRESS: 'email',
  STREET_ADDRESS: 'address',
  ADDRESS: 'address',
  CREDIT_CARD: 'credit-card',
  IBAN_CODE: 'iban',
  US_SSN: 'social-insurance',
  IP_ADDRESS: 'ip-address',
};

const measurePresidio = (file: string, name: string, model: NameModel): Metrics => {
  const tallies = new Map<string, Tally>();
  const overall = new Tally();
  for (const { full_text: text, spans } of presidio.parse(JSON.parse(readFileSync(file, 'utf8')))) {
    const found = detect(text, 'en', model);
    const ranges = spans.map((one) => ({
      type: one.entity_type,
      range: [one.start_position, one.end_position] as const,
    }));
    const ours = ranges.filter(({ type }) => counterparts[type] !== undefined);
    overall.add(
      text,
      ours.map(({ range }) => range),
      ranges.map(({ range }) => range),
      found,
    );
    for (const type of new Set(ours.map((one) => one.type))) {
      const tally = tallies.get(type) ?? new Tally();
      tallies.set(type, tally);
      tally.leak(
        text,
        ours.filter((one) => one.type === type).map(({ range }) => range),
        found,
      );
    }
    const persons = tallies.get('PERSON') ?? new Tally();
    tallies.set('PERSON', persons);
    persons.judge(
      ranges.filter(({ type }) => type === 'PERSON' || type === 'TITLE').map(({ range }) => range),
      found.filter((one) => one.class === 'person'),
    );
  }
  return Object.assign(
    overall.metrics(name),
    ...[...tallies].map(([type, tally]) => tally.metrics(`${name}.${type}`)),
  );
};

const perKind = 500;

const measureIdentifiers = (model: NameModel, say: (line: string) => void): Metrics => {
  const random = randomFrom(Date.now());
  const metrics: Metrics = {};
  let [missed, made] = [0, 0];
  for (const [kind, { make, language, accepts }] of Object.entries(identifierKinds)) {
    let whole = 0;
    for (let index = 0; index < perKind; index += 1) {
      const value = make(random);
      const { text, startOffset } = sentencesAround(value, language, random);
      const hit = detect(text, language, model).find(
        (one) =>
          one.startOffset <= startOffset &&
          one.endOffset >= startOffset + value.length &&
          accepts.includes(one.class),
      );
      if (hit !== undefined) whole += 1;
      else say(`missed ${kind}: ${text}`);
    }
    metrics[`identifiers.${kind}`] = whole / perKind;
    made += perKind;
    missed += perKind - whole;
  }
  return { 'identifiers.recall': 1 - missed / made, ...metrics };
};

const suite: Suite = async ({ data, say }) => {
  const model = readNameModel(join(import.meta.dirname, '../resources/privacy/names.bin'));
  const metrics = measureIdentifiers(model, say);
  if (data === null) {
    say('Without --data only identifiers with check digits are measured.');
    return metrics;
  }
  const startedMs = performance.now();
  const folder = join(data, 'pii');
  Object.assign(
    metrics,
    measureLer(folder, model),
    ...filesNamed(join(folder, 'presidio'), /^generated_.+\.json$/).map((file) =>
      measurePresidio(file, `presidio.${basename(file, '.json').replace('generated_', '')}`, model),
    ),
  );
  say(`${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
  return metrics;
};

export default suite;
