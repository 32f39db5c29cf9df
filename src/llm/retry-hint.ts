/** A wait in a `retry-after` header, as seconds or as a date, in milliseconds; undefined without. */
export function retryAfterHeader(headers: Headers): number | undefined {
  const header = headers.get('retry-after');
  if (header === null) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  return untilDate(header);
}

/** Milliseconds until a date in text form; undefined where it is none. */
export function untilDate(date: string): number | undefined {
  const at = Date.parse(date);
  return Number.isFinite(at) ? Math.max(0, at - Date.now()) : undefined;
}

/** A wait that a message names in words (`try again in 1m30.5s`), in milliseconds. */
export function retryHintInWords(message: string): number | undefined {
  const said =
    /(?:try again|retry) in ((?:[\d.]+ ?(?:ms|seconds?|s|minutes?|m|hours?|h)\b ?|\d+[hm](?=\d))+)/i;
  const span = said.exec(message)?.[1];
  if (span === undefined) return undefined;
  const parts = [...span.matchAll(/([\d.]+) ?(ms|[smh])/gi)];
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * msIn(unit ?? 's'), 0);
}

function msIn(unit: string): number {
  switch (unit.toLowerCase()) {
    case 'ms':
      return 1;
    case 'm':
      return 60_000;
    case 'h':
      return 3_600_000;
    default:
      return 1000;
  }
}
