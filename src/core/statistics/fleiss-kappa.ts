/**
 * Fleiss’ kappa of any number of raters. `table`: for each item, how many raters chose each
 * category; every item has the same number of raters, two at least. Null where it is not defined:
 * there is no item, or one category was all that anybody chose (Fleiss 1971).
 */
export function fleissKappa(table: readonly (readonly number[])[]): number | null {
  const [first] = table;
  if (first === undefined) return null;
  const raters = sum(first);
  const pairs = raters * (raters - 1);
  const agreed = sum(table.map((row) => (sum(row.map((count) => count * count)) - raters) / pairs));
  const chosen = first.map((_, category) => sum(table.map((row) => row[category] ?? 0)));
  const all = raters * table.length;
  if (chosen.includes(all)) return null;
  const expected = sum(chosen.map((count) => (count / all) ** 2));
  return (agreed / table.length - expected) / (1 - expected);
}

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);
