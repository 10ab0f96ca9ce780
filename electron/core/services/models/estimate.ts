/**
 * How many tokens per second a language model should reach on this processor, before anyone has measured it. Each token
 * reads all active weights once and computes two operations per parameter, so the slower of memory and arithmetic sets the
 * pace (roofline model, Williams et al. 2009). A model that was measured here corrects the estimate for the others. Pure.
 */

/** Of weights that llama.cpp reads on an ordinary laptop with two memory channels. */
const readBytesPerSecond = 25e9;
/** Parameters one core works through in a second; measured with TinyLlama on one core of a shared server. */
const parametersPerCoreSecond = 9e9;
/** A correction beyond this says more about the measurement than about the computer. */
const widestCorrection = 4;

/** Bits per weight as llama.cpp counts them, scales included. */
const bitsPerWeight: readonly [name: RegExp, bits: number][] = [
  [/^I?Q1/i, 1.8],
  [/^I?Q2/i, 2.4],
  [/^I?Q3/i, 3.7],
  [/^I?Q4|MXFP4/i, 4.85],
  [/^Q5/i, 5.7],
  [/^Q6/i, 6.6],
  [/^Q8/i, 8.5],
  [/^B?F16/i, 16],
];

export type Subject = {
  sizeBytes: number;
  quantisation: string | null;
  activeShare: number;
};

export type Measured = Subject & { tokensPerSecond: number };

/** `null` when the quantisation says nothing about the number of parameters. */
export const estimateSpeed = (
  subject: Subject,
  threads: number,
  measured: readonly Measured[] = [],
): number | null => {
  const expected = uncorrected(subject, threads);
  if (expected === null) return null;
  const corrections = measured
    .map((one) => one.tokensPerSecond / (uncorrected(one, threads) ?? Number.NaN))
    .filter((factor) => Number.isFinite(factor) && factor > 0)
    .map((factor) => Math.min(widestCorrection, Math.max(1 / widestCorrection, factor)));
  const mean = Math.exp(corrections.reduce((sum, factor) => sum + Math.log(factor), 0) / corrections.length);
  return expected * (corrections.length === 0 ? 1 : mean);
};

const uncorrected = ({ sizeBytes, quantisation, activeShare }: Subject, threads: number): number | null => {
  const bits = bitsPerWeight.find(([name]) => quantisation !== null && name.test(quantisation))?.[1];
  if (bits === undefined || sizeBytes <= 0) return null;
  const activeBytes = sizeBytes * activeShare;
  const parameters = (activeBytes * 8) / bits;
  return 1 / Math.max(activeBytes / readBytesPerSecond, parameters / (parametersPerCoreSecond * threads));
};
