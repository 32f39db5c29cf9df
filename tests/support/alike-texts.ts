/** Four poems, two of them the same, two sortings, and one text like no other. */
export const alikeTexts: readonly string[] = [
  'Write a short poem about the sea',
  'Write a short poem about the sky',
  'Write a short poem about the sea',
  'Sort these numbers from low to high',
  'Sort these numbers from high to low',
  'Name three rivers of Europe',
  'Write a short poem about the snow',
];
