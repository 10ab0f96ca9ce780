/**
 * JSON numbers within limits, digit by digit. Numbers are decimals with at most six places, counted in millionths as
 * whole numbers, so that no limit is blurred by floating point; no exponent, no more digits than a double keeps.
 */
import { alt, chars, empty, type Node, nothing, oneOfTexts, optional, repeat, seq, text } from './node.ts';
import { type NumberVariant, unsupported } from './shape.ts';

const places = 6;
const scale = 10n ** BigInt(places);
/** Fifteen digits survive the way through a double. */
const largest = 10n ** 15n - 1n;
/** More multiples than these are not listed one by one. */
const mostListed = 1000n;

const digit = chars([[0x30, 0x39]]);
const digitFromTo = (low: number, high: number): Node =>
  low > high ? nothing : chars([[0x30 + low, 0x30 + high]]);

export const numberNode = (variant: NumberVariant): Node => {
  const step = stepOf(variant);
  const large = variant.min !== null && variant.min.value * Number(scale) > Number(largest);
  const whole = variant.integer || large || (step !== 0n && step % scale === 0n);
  const limit = whole ? largest * scale : largest;
  const low = max(lowest(variant.min), -limit);
  const high = min(
    -lowest(variant.max === null ? null : { ...variant.max, value: -variant.max.value }),
    limit,
  );
  if (low > high) {
    if (low > limit || high < -limit) throw unsupported(low > limit ? 'minimum' : 'maximum', '');
    return nothing;
  }
  if (whole) return wholes(ceilDivide(low, scale), floorDivide(high, scale), step === 0n ? 1n : step / scale);
  const decimals = decimalsOf(step);
  if (decimals === null) return listed(low, high, step);
  return signed(low, high, (from, to) => fractions(from, to, decimals));
};

/** Smallest common multiple of all steps, in millionths; `0n`: any. */
const stepOf = ({ integer, multiples }: NumberVariant): bigint =>
  [...multiples.map((one) => exactly(one)), ...(integer && multiples.length > 0 ? [scale] : [])].reduce(
    (all, one) => (all === 0n ? one : (all * one) / gcd(all, one)),
    0n,
  );

const exactly = (multiple: number): bigint => {
  const { value, exact } = millionths(multiple);
  if (!exact || value <= 0n) throw unsupported('multipleOf', '');
  return value;
};

/** Of 0.01: two places. `null`: the step is no power of ten. */
const decimalsOf = (step: bigint): number | null => {
  if (step === 0n) return places;
  for (let count = 1; count <= places; count += 1) if (step === 10n ** BigInt(places - count)) return count;
  return null;
};

const millionths = (value: number): { value: bigint; exact: boolean } => {
  const written = String(value).includes('e') ? value.toFixed(20) : String(value);
  const [wholePart = '0', fraction = ''] = written.replace('-', '').split('.');
  const kept = BigInt(wholePart + fraction.slice(0, places).padEnd(places, '0'));
  const exact = /^0*$/.test(fraction.slice(places));
  if (value >= 0) return { value: kept, exact };
  return { value: exact ? -kept : -kept - 1n, exact };
};

/** The smallest number that is allowed, in millionths; `null`: no limit. */
const lowest = (bound: NumberVariant['min']): bigint => {
  if (bound === null) return -largest * scale;
  if (Math.abs(bound.value) >= 1e21) return bound.value > 0 ? largest * scale * 10n : -largest * scale;
  const { value, exact } = millionths(bound.value);
  return exact && !bound.exclusive ? value : value + 1n;
};

const wholes = (low: bigint, high: bigint, step: bigint): Node => {
  if (step === 1n) return signed(low, high, wholeRange);
  return (high - low) / step > 10n ** 9n
    ? (endingOf(low, step) ?? listed(low * scale, high * scale, step * scale))
    : listed(low * scale, high * scale, step * scale);
};

/** Multiples of what divides a power of ten show it in their last digits. */
const endingOf = (low: bigint, step: bigint): Node | null => {
  const width = [1, 2, 3].find((count) => 10n ** BigInt(count) % step === 0n);
  if (width === undefined || (low > 0n && low !== 1n)) return null;
  const endings = Array.from({ length: Number(10n ** BigInt(width) / step) }, (_, index) =>
    String(BigInt(index) * step),
  );
  const long = seq(
    digitFromTo(1, 9),
    repeat(digit, 0, 11),
    oneOfTexts(endings.map((one) => one.padStart(width, '0'))),
  );
  return alt(oneOfTexts(low === 1n ? endings.filter((one) => one !== '0') : endings), long);
};

/** The multiples nearest to zero. */
const listed = (low: bigint, high: bigint, step: bigint): Node => {
  let from = ceilDivide(low, step);
  let to = floorDivide(high, step);
  if (from > to) return nothing;
  if (to - from > mostListed) {
    from = max(from, min(to - mostListed, -mostListed / 2n));
    to = min(to, from + mostListed);
  }
  return oneOfTexts(
    Array.from({ length: Number(to - from) + 1 }, (_, index) => decimalText((from + BigInt(index)) * step)),
  );
};

const decimalText = (value: bigint): string => {
  const size = value < 0n ? -value : value;
  const fraction = String(size % scale)
    .padStart(places, '0')
    .replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${size / scale}${fraction === '' ? '' : `.${fraction}`}`;
};

/** From a maker of ranges that do not go below zero. */
const signed = (low: bigint, high: bigint, range: (from: bigint, to: bigint) => Node): Node => {
  const positive = high >= 0n ? range(max(low, 0n), high) : nothing;
  const negative = low < 0n ? seq(text('-'), range(max(-high, 1n), -low)) : nothing;
  return alt(positive, negative);
};

/** Whole numbers without leading zeros; lengths that are allowed in full are one alternative. */
const wholeRange = (low: bigint, high: bigint): Node => {
  if (low > high) return nothing;
  const parts: Node[] = low === 0n ? [text('0')] : [];
  let from = max(low, 1n);
  while (from <= high) {
    const length = String(from).length;
    let longest = length;
    while (from === 10n ** BigInt(length - 1) && 10n ** BigInt(longest) - 1n <= high) longest += 1;
    if (longest > length) {
      parts.push(seq(digitFromTo(1, 9), repeat(digit, length - 1, longest - 2)));
      from = 10n ** BigInt(longest - 1);
    } else {
      const to = min(high, 10n ** BigInt(length) - 1n);
      parts.push(sameLength(String(from), String(to)));
      from = to + 1n;
    }
  }
  return alt(...parts);
};

/** Digit strings of one length from `low` to `high`. */
const sameLength = (low: string, high: string): Node => {
  if (low === '') return empty;
  if (/^0*$/.test(low) && /^9*$/.test(high)) return repeat(digit, low.length, low.length);
  const [first, last] = [Number(low[0]), Number(high[0])];
  const [lowTail, highTail] = [low.slice(1), high.slice(1)];
  if (first === last) return seq(text(low.charAt(0)), sameLength(lowTail, highTail));
  const [zeros, nines] = ['0'.repeat(lowTail.length), '9'.repeat(lowTail.length)];
  return alt(
    seq(text(low.charAt(0)), sameLength(lowTail, nines)),
    seq(digitFromTo(first + 1, last - 1), sameLength(zeros, nines)),
    seq(text(high.charAt(0)), sameLength(zeros, highTail)),
  );
};

/** Decimals from `low` to `high` millionths, neither below zero. */
const fractions = (low: bigint, high: bigint, decimals: number): Node => {
  if (low > high) return nothing;
  const anyFraction = optional(seq(text('.'), repeat(digit, 1, decimals)));
  const firstFull = ceilDivide(low, scale);
  const lastFull = floorDivide(high - (scale - 1n), scale);
  const parts = [seq(wholeRange(firstFull, lastFull), anyFraction)];
  const [lowWhole, highWhole] = [low / scale, high / scale];
  if (lowWhole < firstFull) {
    const upTo = lowWhole === highWhole ? high % scale : scale - 1n;
    parts.push(seq(text(`${lowWhole}.`), fractionRange(low % scale, upTo, decimals)));
  }
  if (highWhole > lastFull && highWhole >= firstFull) {
    parts.push(
      seq(text(String(highWhole)), optional(seq(text('.'), fractionRange(0n, high % scale, decimals)))),
    );
  }
  return alt(...parts);
};

/** Digits after the point, from `low` to `high` millionths. */
const fractionRange = (low: bigint, high: bigint, decimals: number): Node => {
  const short = Math.min(2, decimals);
  const texts: string[] = [];
  for (let width = 1; width <= short; width += 1)
    for (let value = 0n; value < 10n ** BigInt(width); value += 1n) {
      const size = value * 10n ** BigInt(places - width);
      if (size >= low && size <= high) texts.push(String(value).padStart(width, '0'));
    }
  if (texts.length > 0) return oneOfTexts(texts);
  const unit = 10n ** BigInt(places - decimals);
  const [from, to] = [ceilDivide(low, unit), floorDivide(high, unit)];
  return from > to
    ? nothing
    : sameLength(String(from).padStart(decimals, '0'), String(to).padStart(decimals, '0'));
};

const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
const floorDivide = (a: bigint, b: bigint): bigint => (a >= 0n || a % b === 0n ? a / b : a / b - 1n);
const ceilDivide = (a: bigint, b: bigint): bigint => -floorDivide(-a, b);
