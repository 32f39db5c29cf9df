export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

// In localStorage and not in the database: it must be known before the first paint.
const storageKey = 'seedbed:theme';

function readChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(storageKey);
    return themeChoices.find((choice) => choice === stored) ?? 'system';
  } catch {
    // Storage can be forbidden by the browser's settings; the system's theme then stands.
    return 'system';
  }
}

/** Light, dark, or what the system says; remembered in this browser. */
export class ThemeState {
  #choice = $state.raw<ThemeChoice>(readChoice());

  constructor() {
    this.#apply();
  }

  get choice(): ThemeChoice {
    return this.#choice;
  }

  choose(choice: ThemeChoice): void {
    this.#choice = choice;
    this.#apply();
    try {
      localStorage.setItem(storageKey, choice);
    } catch {
      // It then holds until the tab is closed.
    }
  }

  #apply(): void {
    const { dataset } = document.documentElement;
    if (this.#choice === 'system') delete dataset['theme'];
    else dataset['theme'] = this.#choice;
  }
}
