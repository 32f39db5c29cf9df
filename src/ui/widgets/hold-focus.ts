/** What is gone for the keyboard, too: taken from the page, switched off or hidden. */
const isGone = (element: Element): boolean =>
  !element.isConnected || element.matches(':disabled') || element.getClientRects().length === 0;

/** Without a look at the layout: asked after every change of the page. */
function isNowhere(): boolean {
  const { activeElement: active } = document;
  return active === null || active === document.body || active.matches(':disabled');
}

/** Gives an element the focus without a frame around it: nobody went there with the Tab key. */
export function focusQuietly(element: HTMLElement): void {
  element.dataset['quiet'] = '';
  element.addEventListener('blur', () => delete element.dataset['quiet'], { once: true });
  element.focus({ preventScroll: true });
}

/**
 * Puts the focus where it belongs now: on the first thing in sight that is marked by
 * `data-focus-home`, such as a list, a text or the head of a pane, else on the page as a whole.
 */
export function focusHome(): void {
  const page = document.querySelector('main');
  const homes = page?.querySelectorAll<HTMLElement>('[data-focus-home]') ?? [];
  const home = [...homes].find((each) => !isGone(each)) ?? page;
  if (home) focusQuietly(home);
}

/**
 * Keeps the focus on the page: a browser drops it where the element that had it is removed, switched
 * off or hidden, and whoever has no mouse would begin again at the top. What left it by itself, such
 * as a click beside everything, is left alone. Returns what ends that.
 */
export function holdFocus(): () => void {
  let last: Element | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  // Later than whatever gives the focus to something by itself.
  const settle = (): void => {
    timer = undefined;
    const isLost = last !== null && isGone(last) && isNowhere();
    if (isLost && document.querySelector('[role="dialog"]') === null) focusHome();
  };
  const watch = new MutationObserver(() => {
    if (last !== null && isNowhere()) timer ??= setTimeout(settle);
  });
  const note = ({ target }: FocusEvent): void => {
    if (target instanceof Element) last = target;
  };

  document.addEventListener('focusin', note);
  watch.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled'] });
  return () => {
    clearTimeout(timer);
    watch.disconnect();
    document.removeEventListener('focusin', note);
  };
}
