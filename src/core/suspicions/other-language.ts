import { languageOf } from './language-of.ts';
import { inOutputs, type Finding, type Suspect } from './suspicion.ts';

export const id = 'other-language';
export const label = 'other language';
export const explanation =
  'An output is in another language than the instruction, which does not ask for that. Told by script and common small words, so only running text is judged.';

export const defaults = {};
export const fields = {};

/** The task is about languages, or names one. */
const asksForLanguage =
  /translat|language|bilingual|\binto\b.{0,20}ish\b|pronounc|\b(?:french|spanish|german|italian|portuguese|dutch|swedish|polish|turkish|indonesian|chinese|mandarin|cantonese|japanese|korean|russian|ukrainian|arabic|hebrew|greek|hindi|sanskrit|thai|bengali|tamil|latin|english|vietnamese|finnish|danish|norwegian|czech|hungarian|romanian|farsi|persian|urdu|esperanto)\b|pinyin|kanji|hiragana|haiku in|traduc|traduis|traduir|übersetz|vertaal|tradurre|переве|перевод|翻译|翻譯|译成|英文|英语|中文|法语|德语|日语|语言|訳|번역|ترجم/iu;

// A long instruction gives itself away; a short one may be too short to tell.
const assumed = 'English';
const latinWords = /[a-z]{2,}/giu;

/** Finds an output in a language that nobody asked for. */
export function check(suspect: Suspect): Finding | null {
  const { instruction } = suspect;
  if (asksForLanguage.test(instruction)) return null;
  let asked: string | null | undefined;
  return inOutputs(suspect, (output, input) => {
    const answered = languageOf(output);
    if (answered === null) return null;
    asked ??= languageOf(instruction) ?? (isLatin(instruction) ? assumed : null);
    if (asked === null || asked === answered) return null;
    if (input !== '' && languageOf(input) === answered) return null;
    return { why: `The instruction is in ${asked}, the output in ${answered}.` };
  });
}

const isLatin = (text: string): boolean => (text.match(latinWords)?.length ?? 0) >= 2;
