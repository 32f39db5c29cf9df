import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const specials = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];
const letters = 'abcdefghijklmnopqrstuvwxyz';
const seedFolder = join(import.meta.dirname, '..', '..', '..', 'src', 'core', 'starter', 'seeds');

/**
 * A vocabulary of our own of about the size of BERT's: specials, every printable ASCII character,
 * the words of our starter seeds, and two- and three-letter pieces until it is full. Any ASCII text
 * can be spelt in it, in a few more pieces a word than with BERT's.
 */
export function wordPieces(size: number): string[] {
  const pieces = new Set(specials);
  const add = (piece: string): void => {
    if (pieces.size < size) pieces.add(piece);
  };
  for (let code = 33; code < 127; code += 1) {
    const character = String.fromCharCode(code).toLowerCase();
    add(character);
    add(`##${character}`);
  }
  for (const word of seedWords()) add(word);
  for (const ending of combinations(2)) add(`##${ending}`);
  for (const start of combinations(2)) add(start);
  for (const ending of combinations(3)) add(`##${ending}`);
  for (const start of combinations(3)) add(start);
  return [...pieces];
}

function seedWords(): Set<string> {
  const words = new Set<string>();
  for (const file of readdirSync(seedFolder).sort()) {
    const text = readFileSync(join(seedFolder, file), 'utf8').toLowerCase();
    for (const [word] of text.matchAll(/[a-z]{2,}/g)) words.add(word);
  }
  return words;
}

function* combinations(length: number): Generator<string> {
  if (length === 0) {
    yield '';
    return;
  }
  for (const letter of letters) {
    for (const rest of combinations(length - 1)) yield letter + rest;
  }
}
