export type RecipePreset = 'paper' | 'modern' | 'alpaca';

/** Sampling parameters of one step as they are sent; tokens are the model's own. */
export interface Decoding {
  readonly maxTokens: number;
  readonly temperature: number;
  readonly topP: number;
  readonly presencePenalty: number;
  readonly frequencyPenalty: number;
  readonly stops: readonly string[];
  /** Token id to bias (−100 to 100); only completion endpoints take it. */
  readonly logitBias?: Readonly<Record<string, number>>;
}

export interface FilterSettings {
  /** What a word is: a run between white space, as published, or a word of any script. */
  readonly words: 'white-space' | 'any-script';
  /** Fewest and most words of an instruction, both still allowed. */
  readonly minWords: number;
  readonly maxWords: number;
  /** Whole words or phrases, compared without case. */
  readonly bannedWords: readonly string[];
  readonly allowPrograms: boolean;
  /** `ascii`: an ASCII character that is no punctuation. `any-script`: any letter, digit or opening mark. */
  readonly firstCharacter: 'ascii' | 'any-script';
}

export type Tokeniser = 'paper' | 'unicode';

/** What gives texts the vectors by which near ones are found: their words, or a model. */
export type MeaningSpace =
  | { readonly kind: 'lexical' }
  | {
      readonly kind: 'model';
      /** Names the space of the model's vectors; those of two spaces can't be compared. */
      readonly space: string;
      /** The model's key in this browser's storage, and its name for people. */
      readonly key: string;
      readonly name: string;
    };

/** A second novelty filter, by embeddings, which sees what ROUGE-L passes. */
export interface MeaningRule {
  /** Rejected when the cosine with a pool member is above this (0–1). */
  readonly threshold: number;
  readonly space: MeaningSpace;
}

/** Which guard sets the pool stays away from, and how far. */
export interface GuardRules {
  /** Ids of guard sets of the project. */
  readonly sets: readonly string[];
  /** Contaminated when ROUGE-L F with a guard text is above this (0–1). */
  readonly threshold: number;
  /** Contaminated when so many words stand in both, one after the other. */
  readonly wordRun: number;
}

/** All settings of a run. Frozen into the run when it starts; see the presets in `core/recipes`. */
export interface Recipe {
  readonly preset: RecipePreset;
  readonly name: string;
  /** `rounds`: batches of `promptsPerRound` with a barrier. `streaming`: replies applied as they arrive. */
  readonly order: 'rounds' | 'streaming';
  readonly promptsPerRound: number;
  readonly demonstrations: {
    /** Demonstrations in a step-1 prompt altogether. */
    readonly total: number;
    /** At most this many of them are machine-made. */
    readonly machine: number;
    /** Imported tasks may be shown as if they were machine-made. */
    readonly useImported: boolean;
    /**
     * `random`, as published, where absent. `diverse`: far from each other, out of a sample of the
     * candidates.
     */
    readonly choice?: 'random' | 'diverse';
  };
  /** Ask for classification tasks only, and show only such seeds. */
  readonly classificationOnly: boolean;
  /** Number of the last item that a step-1 prompt asks for (the list starts after the demonstrations). */
  readonly lastItem: number;
  readonly instruction: Decoding;
  readonly classification: Decoding;
  /** Step 3 for tasks that are not classification. */
  readonly generation: Decoding;
  /** Step 3 for classification tasks. */
  readonly labelled: Decoding;
  readonly filters: FilterSettings;
  readonly similarity: {
    /** Rejected when ROUGE-L F is above this (0–1). */
    readonly threshold: number;
    readonly tokeniser: Tokeniser;
    /** Absent: novelty is ROUGE-L alone, as published. */
    readonly semantic?: MeaningRule;
  };
  /** How replies are read: as the published code does, or with its flaws mended. */
  readonly parsing: RecipePreset;
  readonly maxInstances: number;
  /** How often step 3 is tried for a task whose reply held no usable instance. */
  readonly instanceTries: number;
  /** What the target counts: accepted instructions as in the paper, or tasks with an instance. */
  readonly targetCounts: 'accepted' | 'complete';
  /** Absent: no guard. */
  readonly guard?: GuardRules;
}
