/** A language as far as small words tell, or a script that gives it away. */
export type LanguageName = string;

/** Common small words, those that several of these languages share left out where that is possible. */
const smallWords: Readonly<Record<string, string>> = {
  English:
    'a the and of to is are was were with for that this it you they he she we have has had not be been can will would should which from by an at or their his her our your its as but if on about what when how more than into these those do does also',
  French:
    'de en le la les des du une est sont dans pour avec pas que qui sur plus au aux ce cette ces nous vous ils elle elles être avoir très leur ou et mais par il je ne se son sa ses comme fait peut cest jai',
  German:
    'der die das und ist sind nicht mit ein eine einen einem einer den dem des für auf von zu im sich auch wird werden aber oder wie wir sie ich es war haben hat kann nach bei aus zum zur über durch um dass',
  Spanish:
    'de en a e y el la los las una es son en por para con del que se su sus más como pero este esta estos muy también está están ser al lo o un yo fue tiene puede sobre entre cuando nos',
  Italian:
    'di e a la le il lo gli una è sono di che per con non del della dei delle nel nella alla anche più come ma questo questa si un le ed e ha hanno suo sua può essere dal sul tra molto ci',
  Portuguese:
    'de e a o os uma é são em não do da dos das para com por que um no na nos nas ao mais como mas este esta seu sua também muito foi ser está pelo pela você eu ele ela e as quando',
  Dutch:
    'de het een en is zijn van niet met voor op dat die te aan er maar ook wordt worden ik je we ze bij naar uit om dan deze dit hebben heeft kan als door over',
  Swedish:
    'och att det som är en ett på för med av den inte har till om jag du vi de kan från var eller när ska så men också deras sin mycket blir',
  Polish:
    'w na z do jest są nie się że to jak ale oraz dla po od przez przy który która które być może tym jego jej ich bardzo tak już ma',
  Turkish:
    've bir bu için ile çok da de olarak daha en gibi olan ama var değil her sonra kadar ne o biz ben',
  Indonesian:
    'yang dan di dengan untuk dari ini itu adalah tidak ke pada dalam akan juga atau oleh bisa dapat saya kami mereka sebuah karena',
};

const languagesByWord = new Map<string, string[]>();
for (const [language, words] of Object.entries(smallWords)) {
  for (const word of words.split(' ')) {
    languagesByWord.set(word, [...(languagesByWord.get(word) ?? []), language]);
  }
}

/** Scripts other than Latin, with the name to show. */
const scripts: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Japanese', /[\p{sc=Hiragana}\p{sc=Katakana}]/gu],
  ['Chinese', /\p{sc=Han}/gu],
  ['Korean', /\p{sc=Hangul}/gu],
  ['Cyrillic script', /\p{sc=Cyrillic}/gu],
  ['Arabic script', /\p{sc=Arabic}/gu],
  ['Hebrew', /\p{sc=Hebrew}/gu],
  ['Greek', /\p{sc=Greek}/gu],
  ['Devanagari', /\p{sc=Devanagari}/gu],
  ['Thai', /\p{sc=Thai}/gu],
  ['Bengali', /\p{sc=Bengali}/gu],
  ['Tamil', /\p{sc=Tamil}/gu],
];

// What a text begins with tells its language; more only takes time.
const read = 1500;
const nonLatin = /[^\0-\u024f\u1e00-\u1eff\u2000-\u2bff]/;

/**
 * The language that a text is in, by its script or its small words; null where too little tells:
 * names, numbers, code, a word or two.
 */
export function languageOf(text: string): LanguageName | null {
  const start = text.slice(0, read);
  if (nonLatin.test(start)) {
    const script = scriptOf(start);
    if (script !== null) return script;
  }
  return byWords(start);
}

function scriptOf(text: string): string | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  for (const [name, pattern] of scripts) {
    const count = text.match(pattern)?.length ?? 0;
    // Japanese is written with Chinese characters between its own.
    const share = name === 'Japanese' ? 0.15 : 0.5;
    if (count >= 4 && count >= letters * share) return name;
  }
  return null;
}

const leastWords = 3;
// Of the words of running text, about every third is one of the small ones.
const leastShare = 0.16;
const lead = 1.5;

interface Hits {
  /** How many words of the text are of the language. */
  count: number;
  readonly words: Set<string>;
}

function byWords(text: string): string | null {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const hits = new Map<string, Hits>();
  for (const word of words) {
    for (const language of languagesByWord.get(word) ?? []) {
      const known = hits.get(language) ?? { count: 0, words: new Set() };
      known.count += 1;
      known.words.add(word);
      hits.set(language, known);
    }
  }
  const english = hits.get('English')?.count ?? 0;
  const [best] = [...hits].sort(([, a], [, b]) => b.count - a.count || b.words.size - a.words.size);
  if (best === undefined) return null;
  const [language, { count, words: kinds }] = best;
  // `i = i + 1` is no Polish, nor is `x, y` Spanish: it takes several words, and longer ones.
  const isEnough = kinds.size >= leastWords && [...kinds].some((word) => word.length > 2);
  if (!isEnough || count < words.length * leastShare) return null;
  return language === 'English' || count >= english * lead ? language : null;
}
