/** Dates as documents write them, to ISO 8601 in UTC. */

/** `null` for anything that is no date or lies outside the years 1900–2200. */
export const isoDate = (value: string | number | Date | null | undefined): string | null => {
  if (value === null || value === undefined || value === '') return null;
  const date = value instanceof Date ? value : new Date(value);
  const year = date.getUTCFullYear();
  return Number.isNaN(date.getTime()) || year < 1900 || year > 2200 ? null : date.toISOString();
};

/** `D:20240131120000+01'00'` of PDF (ISO 32000, 7.9.4); anything missing is the earliest. */
export const pdfDate = (value: string): string | null => {
  const found = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?\s*(?:([+-])(\d\d)'?(\d\d)?'?|Z)?/.exec(
    value.trim(),
  );
  if (found === null) return isoDate(value);
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    sign,
    offHour = '00',
    offMinute = '00',
  ] = found;
  const zone = sign === undefined ? 'Z' : `${sign}${offHour}:${offMinute}`;
  return isoDate(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
};

/** Windows FILETIME: 100-nanosecond steps since 1601. */
export const fileTime = (value: bigint): string | null =>
  value === 0n ? null : isoDate(Number(value / 10_000n) - 11_644_473_600_000);

/** A moment as people read it: `2024-07-01 10:00 +02:00` on the sender's clock, `… UTC` where that is not known. */
export const shownMoment = (iso: string, offsetMinutes = 0): string => {
  const local = isoDate(Date.parse(iso) + offsetMinutes * 60_000);
  if (local === null) return iso;
  const hours = Math.floor(Math.abs(offsetMinutes) / 60);
  const minutes = Math.abs(offsetMinutes) % 60;
  const zone = `${offsetMinutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
  return `${local.slice(0, 10)} ${local.slice(11, 16)} ${offsetMinutes === 0 ? 'UTC' : zone}`;
};
