import type { Component } from 'svelte';

/** One thing that a menu offers. */
export interface MenuItem {
  readonly label: string;
  readonly icon?: Component<{ size?: number }>;
  readonly isDangerous?: boolean;
  readonly isDisabled?: boolean;
  readonly run: () => void;
}
