import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passphraseProblem } from '#core/sealed/passphrase-rule.ts';
import { keyRounds } from '#data/sealed/passphrase-key.ts';
import { openText, sealText } from '#data/sealed/sealed-text.ts';

const passphrase = 'four plain words suffice';

test('what was sealed opens by its passphrase and context, and by nothing else', async () => {
  // Each run derives three keys of 600,000 rounds.
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.string({ unit: 'grapheme', minLength: 12, maxLength: 40 }),
      async (text, words) => {
        const sealed = await sealText(text, words, 'https://a.example');
        expect(await openText(sealed, words, 'https://a.example')).toBe(text);
        expect(await openText(sealed, `${words}.`, 'https://a.example')).toBeNull();
        expect(await openText(sealed, words, 'https://b.example')).toBeNull();
      },
    ),
    { numRuns: 4 },
  );
});

test('no two seals of one text are alike, and none shows it', async () => {
  const [first, second] = await Promise.all([
    sealText('sk-planted-key', passphrase, 'a'),
    sealText('sk-planted-key', passphrase, 'a'),
  ]);
  expect(first.rounds).toBeGreaterThanOrEqual(600_000);
  expect(keyRounds).toBeGreaterThanOrEqual(600_000);
  expect(first.salt).not.toEqual(second.salt);
  expect(first.nonce).not.toEqual(second.nonce);
  expect(first.bytes).not.toEqual(second.bytes);
  expect(new TextDecoder('latin1').decode(first.bytes)).not.toContain('planted');
});

test('a seal that was changed by one bit does not open', async () => {
  const sealed = await sealText('secret', passphrase, 'a');
  const bytes = sealed.bytes.slice();
  bytes[2] = (bytes[2] ?? 0) ^ 1;
  expect(await openText({ ...sealed, bytes }, passphrase, 'a')).toBeNull();
});

test('letters that look the same are the same, however they were composed', async () => {
  const sealed = await sealText('secret', 'caf\u00e9 au lait, deux', 'a');
  expect(await openText(sealed, 'cafe\u0301 au lait, deux', 'a')).toBe('secret');
});

test.each([
  ['short', /12 characters/],
  ['aaaaaaaaaaaaaaaa', /same few/],
  [passphrase, null],
])('the rule about %s', (words, problem) => {
  if (problem === null) expect(passphraseProblem(words)).toBeNull();
  else expect(passphraseProblem(words)).toMatch(problem);
});
