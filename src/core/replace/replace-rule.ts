import { failure, success, type Result } from '#core/model/result.ts';
import { wordClass } from '#core/text/characters.ts';

/** A field of a task that texts are replaced in. */
export type ReplaceField = 'instruction' | 'input' | 'output';

/** All of them, in the order in which they are shown. */
export const replaceFields: readonly ReplaceField[] = ['instruction', 'input', 'output'];

/** What to find and what to put in its place. */
export interface ReplaceRule {
  readonly find: string;
  /** A regular expression, over lines (`^` and `$`) and in Unicode; else plain text. */
  readonly isPattern: boolean;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  /** With a pattern `$1`, `$<name>` and `$&` stand for what was found, `\n` and `\t` for themselves. */
  readonly replacement: string;
  readonly fields: readonly ReplaceField[];
}

/** A rule that can be applied: every match, and what comes in its place. */
export interface CompiledRule {
  readonly expression: RegExp;
  readonly replacementOf: (match: RegExpMatchArray) => string;
}

/** Compiles a rule; fails in words where it can't be one. */
export function compileRule(rule: ReplaceRule): Result<CompiledRule, string> {
  if (rule.find === '') return failure('Say what to find.');
  if (rule.fields.length === 0) return failure('Choose at least one field.');
  const body = rule.isPattern ? `(?:${rule.find})` : rule.find.replace(special, '\\$&');
  const source = rule.wholeWord ? `(?<![${wordClass}])${body}(?![${wordClass}])` : body;
  try {
    // On its own first: `a)(b` is no pattern, though the brackets around it would make it one.
    if (rule.isPattern) new RegExp(rule.find, 'mu');
    const expression = new RegExp(source, rule.matchCase ? 'gmu' : 'gimu');
    const replacementOf = rule.isPattern
      ? (match: RegExpMatchArray) => expand(rule.replacement, match)
      : () => rule.replacement;
    return success({ expression, replacementOf });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return failure(
      `This pattern can’t be read: ${detail.replace(/^Invalid regular expression: /u, '')}`,
    );
  }
}

// Under `u` only signs that mean something may be escaped: not the hyphen.
const special = /[\\^$.*+?()[\]{}|/]/gu;

const escapes: Readonly<Record<string, string>> = { '\\n': '\n', '\\t': '\t', '\\\\': '\\' };

/** A replacement with what was found in it put in; what stands for nothing stays as it is. */
function expand(template: string, match: RegExpMatchArray): string {
  return template.replace(/\\[nt\\]|\$(?:\$|&|<([^>]+)>|(\d{1,2}))/gu, (whole, name, number) => {
    const escaped = escapes[whole];
    if (escaped !== undefined) return escaped;
    if (whole === '$$') return '$';
    if (whole === '$&') return match[0];
    if (typeof name === 'string') {
      return match.groups === undefined || !(name in match.groups)
        ? whole
        : (match.groups[name] ?? '');
    }
    const group = Number(number);
    return group === 0 || group >= match.length ? whole : (match[group] ?? '');
  });
}
