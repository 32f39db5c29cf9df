import * as v from 'valibot';
import type { DataSet } from './data-set.ts';
import type { Difference } from './differences.ts';

/** What checks may ask for beside their rows. */
export interface CheckContext {
  readonly engine: 'fast' | 'plain';
  /** A data set that the row's check named in `needs`. */
  readonly data: (name: string) => DataSet;
}

/** How one format of oracle file is checked, a row at a time. */
export interface OracleCheck {
  /** File names of the format start with it. */
  readonly stem: string;
  /** The data set a row is about, or null where it holds all that it needs. */
  readonly needs: (row: unknown) => string | null;
  /** What is not as expected; empty where the row agrees. */
  readonly check: (row: unknown, context: CheckContext) => readonly Difference[];
}

/** Makes a check of a schema for its rows; a row of another form is a difference of its own. */
export function defineCheck<Row>(
  stem: string,
  schema: v.GenericSchema<unknown, Row>,
  check: (row: Row, context: CheckContext) => readonly Difference[],
  needs: (row: Row) => string | null = () => null,
): OracleCheck {
  return {
    stem,
    needs: (row) => {
      const parsed = v.safeParse(schema, row);
      return parsed.success ? needs(parsed.output) : null;
    },
    check: (row, context) => {
      const parsed = v.safeParse(schema, row);
      if (parsed.success) return check(parsed.output, context);
      return [{ key: 'row', expected: stem, actual: v.summarize(parsed.issues) }];
    },
  };
}

/** The finish reason of a published reply; anything but a cut by length is an end. */
export const finishReason = v.optional(
  v.pipe(
    v.nullable(v.string()),
    v.transform((reason) => (reason === 'length' ? ('length' as const) : ('stop' as const))),
  ),
  'stop',
);
