/** Something that people learn to do, with what there is to say about it. */
export interface Activity {
  /** A gerund phrase, in lower case: "growing herbs on a balcony". */
  readonly name: string;
  /** Noun phrases with their article. */
  readonly gear: readonly string[];
  /** Commands in their right order, without a full stop. */
  readonly steps: readonly string[];
  /** Gerund phrases: what goes wrong. */
  readonly mistakes: readonly string[];
  /** Noun phrases: what it is good for. */
  readonly gains: readonly string[];
}

/** Packs an activity; lists are separated by semicolons so that the tables stay readable. */
export function activity(
  name: string,
  gear: string,
  steps: string,
  mistakes: string,
  gains: string,
): Activity {
  return {
    name,
    gear: split(gear),
    steps: split(steps),
    mistakes: split(mistakes),
    gains: split(gains),
  };
}

function split(list: string): readonly string[] {
  return list.split(';').map((item) => item.trim());
}
