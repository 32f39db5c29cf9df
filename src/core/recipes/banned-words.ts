/** Words that the published step 1 rejects: what they ask for is no text. */
export const publishedBannedWords: readonly string[] = [
  'image',
  'images',
  'graph',
  'graphs',
  'picture',
  'pictures',
  'file',
  'files',
  'map',
  'maps',
  'draw',
  'plot',
  'go to',
];

/** Those of step 1 and the five that Stanford Alpaca added, in the singular only. */
export const alpacaBannedWords: readonly string[] = [
  ...publishedBannedWords,
  'video',
  'audio',
  'music',
  'flowchart',
  'diagram',
];
