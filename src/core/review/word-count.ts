import { whiteSpaceClass } from '#core/text/white-space.ts';

// Thai, Lao, Burmese and Khmer run words together; one is about so long, signs included.
const unitsPerWord = 5;

const space = new RegExp(`[${whiteSpaceClass}]`);

/** Ideographs, kana and Bopomofo, halfwidth kana and the planes of rare ideographs included. */
const single =
  /[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3041-\u3098\u309d-\u309f\u30a1-\u30fa\u30fc-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\ud82c\ud840-\ud88d]/;

/** Punctuation of East Asian type: it parts words as white space does. */
const parting =
  /[\u3001-\u3003\u3008-\u3020\u3030\u303d\u30a0\u30fb\ufe30-\ufe4f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]/;

const runTogether = /[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]/;

type Kind = 'space' | 'letter' | 'single' | 'run' | 'mark';

// 64 Ki of small numbers, made once: texts are long, and every unit is looked up.
const kinds: readonly Kind[] = ['space', 'letter', 'single', 'run', 'mark'];

function kindOf(unit: number): Kind {
  const character = String.fromCharCode(unit);
  if (space.test(character) || parting.test(character)) return 'space';
  // Voicing marks by themselves, and what follows the first half of a character.
  if ((unit >= 0x3099 && unit <= 0x309c) || (unit >= 0xdc00 && unit <= 0xdfff)) return 'mark';
  if (single.test(character)) return 'single';
  return runTogether.test(character) ? 'run' : 'letter';
}

let table: Uint8Array | null = null;

const tableOfKinds = (): Uint8Array =>
  (table ??= Uint8Array.from({ length: 0x10000 }, (_, unit) => kinds.indexOf(kindOf(unit))));

const [isSpace, isLetter, isSingle, isRun] = [0, 1, 2, 3];

/**
 * How many words a text has for people who read its script. Where white space parts words, it counts
 * what stands between; every ideograph, kana and Bopomofo letter is a word, as usual word counters
 * have it; of Thai, Lao, Burmese and Khmer every five code units begun. For filters by length in
 * Review; the rules of the pipeline count by white space alone (`countWords`).
 */
export function wordCount(text: string): number {
  const kindAt = tableOfKinds();
  let count = 0;
  let last = isSpace;
  let run = 0;
  for (let at = 0; at < text.length; at += 1) {
    const kind = kindAt[text.charCodeAt(at)] ?? isLetter;
    if (kind === isLetter) {
      if (last !== isLetter) count += 1;
    } else if (kind === isSingle) {
      count += 1;
    } else if (kind === isRun) {
      if (last !== isRun) run = 0;
      if (run % unitsPerWord === 0) count += 1;
      run += 1;
    } else if (kind !== isSpace) {
      continue;
    }
    last = kind;
  }
  return count;
}
