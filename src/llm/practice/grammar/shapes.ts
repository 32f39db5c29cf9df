import { capitalised, inWords, sentence } from './wording.ts';

type Shape = (items: readonly string[]) => string;

const numbered: Shape = (items) =>
  items.map((item, i) => `${i + 1}. ${capitalised(item)}`).join('\n');
const bullets: Shape = (items) => items.map((item) => `- ${capitalised(item)}`).join('\n');

const shapes: Readonly<Record<string, Shape>> = {
  'as a numbered list': numbered,
  'as bullet points': bullets,
  'in one flowing sentence': (items) => sentence(inWords(items)),
  'as a table with two columns': (items) =>
    [
      '| No. | Point |',
      '| --- | --- |',
      ...items.map((item, i) => `| ${i + 1} | ${capitalised(item)} |`),
    ].join('\n'),
  'separated by semicolons': (items) => sentence(items.join('; ')),
  'as short lines without numbers': (items) => items.map(capitalised).join('\n'),
  'with the most important point first': numbered,
  'in a single paragraph': (items) => items.map(sentence).join(' '),
  'as lines that each begin with a dash': bullets,
  'with the word “and” between all parts': (items) => sentence(items.join(' and ')),
};

/** Ways to lay out a list, as they stand in instructions. */
export const shapeNames: readonly string[] = Object.keys(shapes);

/** Lays out a list in the named way; as bullet points where the name is unknown. */
export function shaped(name: string, items: readonly string[]): string {
  return (shapes[name] ?? bullets)(items);
}
