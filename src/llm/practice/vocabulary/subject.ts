/** A true statement with a question that it answers, and a false version of it. */
interface Fact {
  readonly statement: string;
  readonly question: string;
  readonly answer: string;
  readonly falsehood: string;
}

/** Something that one can know facts about. */
export interface Subject {
  /** A noun phrase as it stands in the middle of a sentence. */
  readonly name: string;
  /** The school subject it belongs to. */
  readonly field: string;
  readonly facts: readonly Fact[];
  /** Something that one may think of it. */
  readonly opinion: string;
}

/** Packs a subject; each fact is `statement | question | answer | falsehood`. */
export function subject(
  name: string,
  field: string,
  facts: readonly string[],
  opinion: string,
): Subject {
  return { name, field, facts: facts.map(unpackFact), opinion };
}

function unpackFact(packed: string): Fact {
  const [statement = '', question = '', answer = '', falsehood = ''] = packed
    .split('|')
    .map((part) => part.trim());
  return { statement, question, answer, falsehood };
}
