import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideGroup, type GroupMember } from '#core/duplicates/decide-group.ts';
import { isSpared, keepOrder, keepRules } from '#core/duplicates/keep-rule.ts';

const member = (id: number, facts: Partial<GroupMember> = {}): GroupMember => ({
  ...{ id, text: id, length: 10, rating: null, isAccepted: false, isSeed: false },
  ...facts,
});

/** Links of a chain 1–2–3–…: each text is near the next one. */
const chain = (text: number) => [
  { text: text - 1, score: 0.8 },
  { text: text + 1, score: 0.9 },
];
const all = (text: number) =>
  [1, 2, 3, 4].filter((other) => other !== text).map((other) => ({ text: other, score: 0.75 }));
const plain = { rule: 'oldest', chosen: [], sparesPeople: true } as const;

test('one of a group is kept: the oldest, the longest, or what people found best', () => {
  const members = [
    member(1),
    member(2, { length: 99 }),
    member(3, { rating: 5 }),
    member(4, { rating: 1 }),
  ];
  const kept = (rule: (typeof keepRules)[number]) =>
    [...decideGroup(members, all, { ...plain, rule })].flatMap(([id, { isKept }]) =>
      isKept ? [id] : [],
    );
  expect(keepRules.map(kept)).toEqual([[1], [2], [3]]);
  const best = [...decideGroup(members, all, { ...plain, rule: 'best' }).keys()];
  expect(best).toEqual([3, 1, 2, 4]);
});

test('of a chain, what is near no kept one stays too', () => {
  const fates = decideGroup(
    [1, 2, 3, 4].map((id) => member(id)),
    chain,
    plain,
  );
  expect(fates.get(1)).toEqual({ isKept: true, why: 'first' });
  expect(fates.get(2)).toEqual({ isKept: false, near: { id: 1, score: 0.8 } });
  expect(fates.get(3)).toEqual({ isKept: true, why: 'apart' });
  expect(fates.get(4)).toEqual({ isKept: false, near: { id: 3, score: 0.8 } });
});

test('seeds and what a person accepted are spared, unless people say otherwise', () => {
  const members = [member(1), member(2, { isSeed: true }), member(3, { isAccepted: true })];
  const spared = decideGroup(members, all, plain);
  expect(spared.get(1)).toMatchObject({ isKept: false, near: { id: 2 } });
  expect(spared.get(3)).toMatchObject({ isKept: true, why: 'spared', near: { id: 2 } });
  const strict = decideGroup(members, all, { ...plain, sparesPeople: false });
  expect([...strict.values()].filter(({ isKept }) => isKept)).toHaveLength(1);
});

test('what a person chose is kept, and the same text is as near as can be', () => {
  const members = [member(1, { text: 7 }), member(2, { text: 7 })];
  const fates = decideGroup(members, () => [], { ...plain, chosen: [2] });
  expect(fates.get(2)).toEqual({ isKept: true, why: 'chosen' });
  expect(fates.get(1)).toEqual({ isKept: false, near: { id: 2, score: 1 } });
});

test('whatever the links: what goes is near a kept one, and of what is kept no two are near', () => {
  const facts = fc.record({
    length: fc.nat(20),
    rating: fc.constantFrom(null, 1, 3, 5),
    isAccepted: fc.boolean(),
    isSeed: fc.boolean(),
    text: fc.nat(6),
  });
  const links = fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 20 });
  fc.assert(
    fc.property(
      fc.array(facts),
      links,
      fc.constantFrom(...keepRules),
      fc.boolean(),
      (list, pairs, rule, sparesPeople) => {
        const members = list.map((fact, at) => member(at + 1, fact));
        const nearTexts = (text: number) =>
          pairs.flatMap(([a, b]) =>
            a === text ? [{ text: b, score: 0.8 }] : b === text ? [{ text: a, score: 0.8 }] : [],
          );
        const areNear = (a: GroupMember, b: GroupMember) =>
          a.text === b.text || nearTexts(a.text).some(({ text }) => text === b.text);
        const fates = decideGroup(members, nearTexts, { rule, chosen: [], sparesPeople });
        expect(fates.size).toBe(members.length);
        for (const one of members) {
          const fate = fates.get(one.id);
          if (fate === undefined) throw new Error('no fate');
          if (!fate.isKept || fate.why === 'spared') {
            const kept = members.find(({ id }) => id === fate.near.id);
            expect(kept && areNear(one, kept)).toBe(true);
            expect(fates.get(fate.near.id)?.isKept).toBe(true);
          }
          if (sparesPeople && isSpared(one)) expect(fate.isKept).toBe(true);
        }
        const free = members.filter(({ id }) => {
          const fate = fates.get(id);
          return fate?.isKept === true && fate.why !== 'spared';
        });
        free.forEach((one, at) => {
          for (const other of free.slice(at + 1)) expect(areNear(one, other)).toBe(false);
        });
      },
    ),
  );
});

test('every rule orders any two members, one way', () => {
  for (const rule of keepRules) {
    const order = keepOrder(rule);
    expect(order(member(1), member(2))).toBeLessThan(0);
    expect(order(member(2), member(1))).toBeGreaterThan(0);
  }
});
