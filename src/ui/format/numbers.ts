// The words of the screens are English, so the numbers are too, whatever the system says.
const locale = 'en';
const counts = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat(locale, {
  notation: 'compact',
  maximumSignificantDigits: 3,
});
const shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
const rates = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 });

/** 12,345 */
export const formatCount = (count: number): string => counts.format(count);

/** 1.93M; exact below 10,000 */
export const formatCompact = (count: number): string =>
  count < 10_000 ? formatCount(count) : compact.format(count);

const cents = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' });
const lessThanCents = new Intl.NumberFormat(locale, {
  style: 'currency',
  currency: 'USD',
  maximumSignificantDigits: 2,
});

/** $0.96; below ten cents two digits that count, $0.0031; unknown where it is not known. */
export function formatUsd(usd: number | null): string {
  if (usd === null) return 'unknown';
  return usd > 0 && usd < 0.095 ? lessThanCents.format(usd) : cents.format(usd);
}

/** 29 %, and never "0 %" for something or "100 %" for not quite all. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.005) return '<\u00a01\u00a0%';
  if (share < 1 && share >= 0.995) return '>\u00a099\u00a0%';
  return shares.format(share).replace('%', '\u00a0%');
}

/** 6.1 a minute; whole numbers from 100 on. */
export const formatRate = (perMinute: number): string =>
  perMinute >= 100 ? formatCount(perMinute) : rates.format(perMinute);

/** A ROUGE-L score or novelty: 0.41. Rounded down, so that 0.699 never reads as the threshold. */
export const formatScore = (score: number): string =>
  (Math.floor(score * 100 + 1e-9) / 100).toFixed(2);

/** A count with its noun: 1 task, 2 tasks. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

const byteUnits = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** 4.2 MB, in steps of 1,000 as disks are sold. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < byteUnits.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.5 ? 0 : 1;
  return `${value.toFixed(digits)} ${byteUnits[unit] ?? ''}`;
}
