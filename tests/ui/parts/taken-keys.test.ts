// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { isKeyTaken } from '#ui/widgets/taken-keys.ts';

afterEach(() => {
  document.body.replaceChildren();
});

/** The element with `id="at"` of a page. */
function pageWith(html: string): Element | null {
  document.body.innerHTML = html;
  return document.querySelector('#at');
}

test('what is typed into a field is meant for it, and so is all in a menu or dialog', () => {
  for (const html of [
    '<input id="at">',
    '<textarea id="at"></textarea>',
    '<div role="menu"><button id="at">Repair</button></div>',
    '<div role="dialog"><input type="checkbox" id="at"></div>',
    '<button id="at" aria-haspopup="menu" aria-expanded="true">Ask a model</button>',
  ]) {
    expect(isKeyTaken({ target: pageWith(html), key: 'a' }), html).toBe(true);
  }
});

test('a box on the page takes the key that ticks it, and no other', () => {
  const target = pageWith('<input type="checkbox" id="at">');
  expect(isKeyTaken({ target, key: ' ' })).toBe(true);
  expect(isKeyTaken({ target, key: 'j' })).toBe(false);
});

test('while something lies open over the page, no key falls on what is beneath', () => {
  const target = pageWith(
    '<div role="dialog" data-state="open"></div><button id="at">Accept</button>',
  );
  expect(isKeyTaken({ target, key: 'a' })).toBe(true);
});
