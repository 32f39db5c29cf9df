import { expose } from 'comlink';
import type { PackedTexts, PatternApi, PatternMatcher } from '#core/contracts/pattern-api.ts';
import type { TextRange } from '#core/review/marked-text.ts';
import { compilePattern, rangesOfPattern } from '#core/review/match-search.ts';
import type { SearchPattern } from '#core/review/search-terms.ts';
import { unpackFields } from './unpack-fields.ts';

/** Matches patterns; whoever asks must be ready to end this worker. */
export class PatternService implements PatternApi {
  connect(port: MessagePort): Promise<void> {
    const matcher: PatternMatcher = { match: (pattern, texts) => this.match(pattern, texts) };
    expose(matcher, port);
    return Promise.resolve();
  }

  match(pattern: SearchPattern, texts: PackedTexts): Promise<Uint8Array> {
    const expression = compilePattern(pattern);
    const isMatch = new Uint8Array(texts.ends.length);
    unpackFields(texts, (task, field) => {
      if (isMatch[task] === 0 && expression.test(field)) isMatch[task] = 1;
    });
    return Promise.resolve(isMatch);
  }

  rangesOf(
    patterns: readonly SearchPattern[],
    texts: readonly string[],
  ): Promise<readonly (readonly TextRange[])[]> {
    return Promise.resolve(
      texts.map((text) => patterns.flatMap((pattern) => rangesOfPattern(text, pattern))),
    );
  }
}
