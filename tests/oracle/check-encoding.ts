import * as v from 'valibot';
import { encodeInstance } from '#core/encoding/encode-instance.ts';
import { compareKeys, sameSet } from './differences.ts';
import { defineCheck } from './oracle-check.ts';

const row = v.object({
  instruction: v.string(),
  input: v.string(),
  output: v.string(),
  encodings: v.optional(v.array(v.tuple([v.string(), v.string()]))),
});

/** Evenly spread values of a random source: far more than there are templates. */
const randomValues = Array.from({ length: 420 }, (_, index) => (index + 0.5) / 420);

/** `encode_instance`: every choice is a published form, and every form is chosen by some value. */
export const checkEncoding = defineCheck(
  'encode_instance',
  row,
  ({ instruction, input, output, encodings }) => {
    const chosen = randomValues.map((value) => {
      const { prompt, completion } = encodeInstance(instruction, { input, output }, () => value);
      return [prompt, completion];
    });
    return compareKeys({ encodings }, { encodings: chosen }, { encodings: sameSet });
  },
);
