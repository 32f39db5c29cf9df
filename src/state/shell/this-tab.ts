const lockOf = (tab: string): string => `seedbed:tab:${tab}`;

/** Browsers without locks can't tell whether another tab lives. */
const locks = (): LockManager | undefined => ('locks' in navigator ? navigator.locks : undefined);

let name: string | null = null;

/** This tab's name, the same as long as it lives: until then it holds a lock that tells others so. */
export function thisTab(): string {
  if (name !== null) return name;
  const made = crypto.randomUUID();
  name = made;
  void locks()?.request(lockOf(made), () => new Promise<never>(() => undefined));
  return made;
}

/** Resolves when a tab of that name lives no more, at once where it does not. */
export async function whenGone(tab: string): Promise<void> {
  await locks()?.request(lockOf(tab), () => undefined);
}
