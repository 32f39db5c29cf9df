import type { ErrandAnswer, ScoreScale } from '#core/model/errand.ts';
import type { FinishReason } from '#core/model/model-call.ts';
import { ownValue } from '#core/formats/json-row.ts';
import { stripWhiteSpace } from '#core/text/white-space.ts';
import { withoutWrapping } from './chat-habits.ts';
import { findJsonObject } from './find-json-object.ts';

const longestReason = 2000;

const number = String.raw`(-?\d{1,4}(?:[.,]\d{1,3})?)`;
const ofMost = String.raw`(?:\s{0,3}(?:\/|out of|of)\s{0,3}(\d{1,4}))?`;
const label = String.raw`^[\s>#*_-]{0,8}(?:final |overall |total |my )?(?:score|rating|grade|mark)`;

/** Within a sentence, where it is the least sure. */
const inSentence = new RegExp(
  `\\b(?:score|rating|grade)(?: of| is|:)? {0,3}["*_(]{0,3}${number}${ofMost}`,
  'iu',
);

/** From the surest form to the least sure one; the first that is there counts. */
const forms: readonly RegExp[] = [
  new RegExp(`${label}[*_\\s]{0,4}[:：=][*_\\s"(]{0,6}${number}${ofMost}`, 'imu'),
  new RegExp(`${label}[^\\d\\n]{0,12}${number}${ofMost}`, 'imu'),
  new RegExp(`^[\\s*_"(]{0,6}${number}${ofMost}[*_".)\\s]{0,6}$`, 'imu'),
  new RegExp(`^[\\s*_"(]{0,6}${number}${ofMost}[*_")]{0,4}[.,:;–—-]?\\s`, 'iu'),
  inSentence,
];

const reasonLabel =
  /^[\s>#*_-]{0,8}(?:reason|reasoning|explanation|justification|because|why)[*_\s]{0,4}[:：=][*_\s]{0,4}/imu;

/**
 * Reads the score and the reason out of a judge’s reply: the two lines that were asked for, JSON, or
 * a number with words around it. A score outside of the scale, or out of another one, is none.
 */
export function parseScore(
  text: string,
  finishReason: FinishReason,
  scale: ScoreScale,
): ErrandAnswer {
  const reply = stripWhiteSpace(withoutWrapping(text));
  if (reply === '') return { kind: 'bad', reason: 'empty' };
  const found = inJson(reply) ?? inText(reply);
  if (found === null) {
    return { kind: 'bad', reason: finishReason === 'length' ? 'cut' : 'no-score' };
  }
  const { score, outOf, reason } = found;
  const isOnScale = score >= scale.least && score <= scale.most;
  if (!isOnScale || (outOf !== null && outOf !== scale.most)) {
    return { kind: 'bad', reason: 'off-scale' };
  }
  return { kind: 'score', score, reason: stripWhiteSpace(reason).slice(0, longestReason) };
}

interface Found {
  readonly score: number;
  readonly outOf: number | null;
  readonly reason: string;
}

function inJson(reply: string): Found | null {
  const row = findJsonObject(reply);
  if (row === null) return null;
  const named = ['score', 'rating', 'grade', 'Score', 'Rating'].map((name) => ownValue(row, name));
  const score = named.map(numberIn).find((value) => value !== null);
  if (score === undefined) return null;
  const reasons = ['reason', 'explanation', 'justification', 'Reason'].map((name) =>
    ownValue(row, name),
  );
  return { score, outOf: null, reason: reasons.find((value) => typeof value === 'string') ?? '' };
}

function numberIn(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^\s*-?\d{1,4}(?:\.\d{1,3})?\s*$/.test(value)) return null;
  return Number(value);
}

function inText(reply: string): Found | null {
  for (const form of forms) {
    const match = form.exec(reply);
    if (match?.[1] === undefined) continue;
    const score = Number(match[1].replace(',', '.'));
    const outOf = match[2] === undefined ? null : Number(match[2]);
    const others = reply.slice(0, match.index) + reply.slice(match.index + match[0].length);
    const rest = form === inSentence ? reply : others.replace(/^[\s.,:;–—*_)-]+/, '');
    return { score, outOf, reason: reasonIn(others) ?? rest };
  }
  return null;
}

function reasonIn(reply: string): string | null {
  const match = reasonLabel.exec(reply);
  return match === null ? null : reply.slice(match.index + match[0].length);
}
