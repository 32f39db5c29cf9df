import type { Random } from '#core/random/keyed-random.ts';
import { foreignTexts } from './foreign-texts.ts';
import { between, pick, withOutput, type Plant, type Row } from './plant.ts';

const subjects = [
  ...(['this request', 'that', 'this task', 'your question', 'requests of this kind'] as const),
  ...(['this', 'content like this', 'such a text'] as const),
] as const;

/** Ways in which models turn a task down, in words of our own. */
const refusals = [
  (s: string) => `As an AI language model, I do not have opinions of my own about ${s}.`,
  (s: string) => `As an AI, I am not able to help with ${s}.`,
  (s: string) => `As a language model I can't look anything up, so ${s} is beyond me.`,
  (s: string) => `I'm sorry, but I can't assist with ${s}.`,
  (s: string) => `I’m sorry, I cannot help you with ${s}.`,
  (s: string) => `Sorry, I am unable to answer ${s} without more details.`,
  (s: string) => `I am sorry, but I don't have access to the internet, so I can't do ${s}.`,
  (s: string) => `Unfortunately, I am not able to complete ${s}.`,
  (s: string) => `I apologize, but I cannot fulfill ${s}.`,
  (s: string) => `I cannot provide an answer to ${s}.`,
  (s: string) => `I can't help with ${s}. Is there anything else that you would like to know?`,
  (s: string) => `I'm just an AI and cannot form a view on ${s}.`,
  (s: string) => `I am only a language model, so ${s} is not something I can do.`,
  (s: string) => `I do not have enough information to respond to ${s}.`,
  (s: string) => `I don't have access to the data that ${s} needs.`,
  (s: string) => `I must decline: ${s} goes against my guidelines.`,
  (s: string) => `It would go against my guidelines to answer ${s}.`,
  (s: string) => `Answering ${s} violates our content policy.`,
  (s: string) => `I won't be able to help with ${s}.`,
  (s: string) => `My apologies, I can’t do ${s}.`,
  (s: string) => `Being an AI assistant, I have no way to carry out ${s}.`,
  (s: string) => `It is not possible for me to complete ${s}.`,
  (s: string) => `I regret that I cannot comply with ${s}.`,
  (s: string) => `I do not feel comfortable answering ${s}.`,
] as const;

const endings = [
  '',
  '',
  ' Please give me more information.',
  ' I would suggest asking an expert.',
  ' However, I can offer some general thoughts instead.',
] as const;

/** A reply that turns the task down, alone or before an answer. */
export const refusingOutput: Plant = (row, random) => {
  const said = pick(refusals, random)(pick(subjects, random)) + pick(endings, random);
  const rest = random() < 0.3 ? ` ${row.output}` : '';
  return withOutput(row, said + rest);
};

const namesLanguage =
  /translat|language|french|spanish|german|english|japan|chin|russia|ital|latin/iu;

/** An answer in one of eleven languages that the instruction does not speak of. */
export function otherLanguage(chinese: readonly Row[]): Plant {
  return (row, random) => {
    if (namesLanguage.test(row.instruction)) return null;
    return withOutput(row, foreign(chinese, random));
  };
}

function foreign(chinese: readonly Row[], random: Random): string {
  const all = Object.values(foreignTexts);
  const language = Math.floor(random() * (all.length + 1));
  const own = all[language];
  if (own === undefined) return chinese[Math.floor(random() * chinese.length)]?.output ?? '';
  const from = between(0, own.length - 1, random);
  return own.slice(from, from + between(1, 3, random)).join(' ');
}
