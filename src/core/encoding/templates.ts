/** Text around a task's parts; the completion is the output with or without a space before it. */
export interface Template {
  readonly prompt: (instruction: string, input: string) => string;
  /** True where the prompt ends in `Output:`, so that the completion goes on after a space. */
  readonly hasLabel: boolean;
}

/** The seven published forms for an instance with an input. */
export const templatesWithInput: readonly [Template, ...Template[]] = [
  { prompt: (task, input) => `${task}\nInput: ${input}\nOutput:`, hasLabel: true },
  { prompt: (task, input) => `${task}\n\nInput: ${input}\n\nOutput:`, hasLabel: true },
  { prompt: (task, input) => `Task: ${task}\nInput: ${input}\nOutput:`, hasLabel: true },
  { prompt: (task, input) => `${task}\n\n${input}\n\nOutput:`, hasLabel: true },
  { prompt: (task, input) => `${task}\n\n${input}\n\n`, hasLabel: false },
  { prompt: (task, input) => `${task}\n${input}\n\n`, hasLabel: false },
  { prompt: (task, input) => `Task: ${task}\n\n${input}\n\n`, hasLabel: false },
];

/** The six published forms for an instance without. */
export const templatesWithoutInput: readonly [Template, ...Template[]] = [
  { prompt: (task) => `${task} Output:`, hasLabel: true },
  { prompt: (task) => `${task}\nOutput:`, hasLabel: true },
  { prompt: (task) => `${task}\n\nOutput:`, hasLabel: true },
  { prompt: (task) => `${task}\n`, hasLabel: false },
  { prompt: (task) => `${task}\n\n`, hasLabel: false },
  { prompt: (task) => `Task: ${task}\n\n`, hasLabel: false },
];
