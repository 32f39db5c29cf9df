import { inOutputs, rangeOf, type Finding, type Suspect } from './suspicion.ts';

export const id = 'refusing-output';
export const label = 'output refuses';
export const explanation =
  'An output turns the task down or speaks of being a language model. Keep such an answer only where a refusal is what you want to teach.';

export const defaults = {};
export const fields = {};

// Whoever refuses says so at once.
const opening = 400;

const cannot =
  "(?:can(?:'|’)?t|cannot|can not|could(?:n(?:'|’)t| not)|(?:am|was|(?:'|’)m) (?:currently |sorry,? but )?(?:unable|not able|not allowed|not permitted)(?: to)?|won(?:'|’)?t(?: be able to)?|will not(?: be able to)?|(?:do|did)(?: not|n(?:'|’)t) (?:feel comfortable|have (?:the (?:ability|capability|capacity|means)|a way)))";
const service =
  '(?:help|assist|compl(?:y|ete)|provide|fulfil+|answer|respond|perform|generate|produce|create|write|access|browse|open|view|see|hear|watch|listen|process|do (?:that|this|so)|give (?:you )?(?:advice|information|an answer)|offer|support|engage|determine|carry|continue|feel|experience|predict|make)';

/** Nobody but a model says this. */
const selfTalk = [
  /\b(?:as|being) an? (?:ai|a\.i\.|artificial intelligence|(?:large |ai )?language model|ai[- ](?:model|assistant|system)|chatbot|virtual assistant|machine learning model)\b/iu,
  /\bi(?:'|’)?\s?a?m (?:just |only |merely |simply )?an? (?:ai|artificial intelligence|(?:large )?language model|ai[- ](?:model|assistant|system)|computer program|chatbot|virtual assistant)\b/iu,
  /\bmy (?:training data|knowledge cut-?off|programming (?:does|prevents|prohibits)|guidelines)\b/iu,
  /\b(?:violates?|against|goes against|in line with) (?:my|our|openai(?:'|’)?s?|the) (?:ethical |content |usage |use |safety )?(?:policy|policies|guidelines|programming|rules|terms)\b/iu,
];

/** People say this too, for example in a letter that was asked for. */
const turningDown = [
  new RegExp(
    `^\\W{0,3}(?:i(?:'|’)?\\s?a?m (?:so |very |really |truly )?(?:sorry|afraid)|sorry|unfortunately|apologies|i (?:apologi[sz]e|regret)|my apologies|regrettably|(?:thank you|thanks) for [^.]{0,40}\\.)[^.\\n]{0,80}?\\b(?:i|we)\\s?(?:${cannot})[^.\\n]{0,60}`,
    'iu',
  ),
  new RegExp(`^\\W{0,3}i\\s?(?:${cannot})\\s+(?:to )?(?:${service}|\\w+ing)\\b[^.\\n]{0,60}`, 'iu'),
  /^\W{0,3}(?:(?:i(?:'|’)?m )?sorry|unfortunately|apologies)[,.]?[^.\n]{0,30}\b(?:(?:this|that|your) (?:request|task|question|prompt|instruction)|it is not possible|there is (?:no|not enough|insufficient)|i do(?: not|n(?:'|’)t) (?:have|know|understand)|no (?:input|text|information) (?:was|is|has been))[^.\n]{0,80}/iu,
  /^\W{0,3}(?:i do(?: not|n(?:'|’)t) (?:have (?:enough|sufficient|access|any (?:information|input|data)|(?:personal )?(?:opinions|feelings|preferences|experiences))|know (?:how|the answer|what you)|understand (?:the|your|what)))[^.\n]{0,80}/iu,
  /^\W{0,3}(?:i (?:must|have to|need to) (?:decline|refuse)|i(?:'|’)d rather not|i would prefer not to|i refuse to)[^.\n]{0,80}/iu,
  /^\W{0,3}(?:(?:this|that|the) (?:request|task|question|prompt|instruction|input|action)|it) (?:is not (?:possible (?:for me|to (?:complete|answer|provide|do|perform|fulfil+|generate|determine))|something i)|cannot be (?:completed|fulfilled|performed|answered|done|generated|processed)|can(?:'|’)t be (?:completed|fulfilled|performed|answered|done|generated|processed)|is inappropriate|is not appropriate)[^.\n]{0,80}/iu,
];

/** A text of this kind may well hold a refusal. */
const asksForSpeech =
  /\b(?:apolog|refus|declin|reject|turn(?:ing)? down|dialog|conversation|letter|e-?mail|message|repl(?:y|ies)|role-?play|monologue|stor(?:y|ies)|speech|script|scene|poem|lyrics|song|excuse|resignation|cancel|customer|complaint)/iu;
/** What is said here was said in the input. */
const asksForRewording =
  /\b(?:translat|rewrit|rewrite|paraphras|rephras|reword|edit|correct|convert|transform|change|complete|finish|fill in|negative|contraction|tense|sentence|voice|response)/iu;
const suchWords = /sorry|can(?:'|’)?t|cannot|unable|unfortunately|apolog/iu;
const asksAboutModels =
  /\b(?:ai|a\.i\.|artificial intelligence|language models?|chat-?bots?|(?:virtual|digital) assistants?|robots?|gpt|yourself|are you|do you|your (?:name|opinion|feelings?|favou?rite))\b/iu;

/** Finds an output that turns the task down. */
export function check(suspect: Suspect): Finding | null {
  return inOutputs(suspect, (output, input) => {
    const start = output.slice(0, opening);
    const isSpoken = asksAboutModels.test(suspect.instruction);
    const { instruction } = suspect;
    const isWanted =
      asksForSpeech.test(instruction) ||
      (asksForRewording.test(instruction) && suchWords.test(`${instruction} ${input}`));
    const patterns = [...(isSpoken ? [] : selfTalk), ...(isWanted ? [] : turningDown)];
    for (const pattern of patterns) {
      const match = pattern.exec(start);
      if (match !== null && !input.includes(match[0])) {
        return { range: rangeOf(match), why: 'The output turns the task down.' };
      }
    }
    return null;
  });
}
