/** A small seeded generator (mulberry32), so that every run measures the same texts. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  };
}

/**
 * `count` texts made from others: first those themselves, then copies in turn, in which each word
 * is replaced with probability 1/2 by one drawn from all words of all texts, so that words stay as
 * frequent and texts as long as they are. No new words: real growth would bring rare ones, which
 * only make an index's work lighter.
 */
export function perturbed(texts: readonly string[], count: number): string[] {
  const random = numbers(1);
  const split = texts.map((text) => text.split(' '));
  const words = split.flat();
  return Array.from({ length: count }, (_, i) => {
    const own = split[i % split.length] ?? [];
    if (i < texts.length) return texts[i] ?? '';
    return own
      .map((word) => (random() < 0.5 ? word : (words[Math.floor(random() * words.length)] ?? word)))
      .join(' ');
  });
}
