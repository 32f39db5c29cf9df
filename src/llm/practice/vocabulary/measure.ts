/** A series of numbers that people note down. */
export interface Measure {
  /** A plural noun phrase without an article: "daily rainfall readings of a hill farm". */
  readonly name: string;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  /** Variable name in code and data. */
  readonly key: string;
}

function measure(name: string, unit: string, low: number, high: number, key: string): Measure {
  return { name, unit, low, high, key };
}

const all: readonly Measure[] = [
  measure('daily rainfall readings of a hill farm', 'mm', 0, 38, 'rainfall'),
  measure('ticket prices at a travelling circus', 'dollars', 6, 48, 'prices'),
  measure('minutes that a runner trained each day', 'minutes', 15, 95, 'minutes'),
  measure('weights of parcels on a mail van', 'kg', 1, 31, 'weights'),
  measure('hourly visitor counts of a small museum', 'visitors', 4, 120, 'visitors'),
  measure('midday temperatures in a greenhouse', 'degrees', 17, 39, 'temperatures'),
  measure('scores of a dart player', 'points', 20, 180, 'scores'),
  measure('weekly grocery bills of a shared flat', 'euros', 35, 190, 'bills'),
  measure('heights of sunflowers in a school garden', 'cm', 80, 290, 'heights'),
  measure('pages that a student read every evening', 'pages', 5, 70, 'pages'),
  measure('litres of milk from a herd of goats', 'litres', 40, 95, 'litres'),
  measure('delays noted at a suburban station', 'minutes', 1, 44, 'delays'),
  measure('numbers of eggs laid by a flock of hens', 'eggs', 6, 30, 'eggs'),
  measure('monthly electricity readings of a workshop', 'kWh', 120, 640, 'energy'),
  measure('distances between villages along a canal', 'km', 2, 27, 'distances'),
  measure('waiting times at a passport office', 'minutes', 4, 85, 'waits'),
  measure('ages of players in a veterans’ team', 'years', 36, 71, 'ages'),
  measure('lengths of planks in a timber yard', 'cm', 90, 420, 'lengths'),
  measure('donations collected at a charity run', 'dollars', 5, 250, 'donations'),
  measure('pulse readings after climbing the stairs', 'beats', 72, 165, 'pulse'),
  measure('sales of umbrellas in a rainy week', 'umbrellas', 3, 58, 'sales'),
  measure('hours of sunshine per day in April', 'hours', 1, 13, 'sunshine'),
  measure('marks in a spelling test', 'points', 8, 40, 'marks'),
  measure('calls that reached a help line per shift', 'calls', 12, 96, 'calls'),
];

/** Names of all measures, as they stand in instructions. */
export const measureNames: readonly string[] = all.map((entry) => entry.name);

const byName = new Map(all.map((entry) => [entry.name, entry]));
const fallback = measure('numbers', 'units', 1, 99, 'numbers');

/** The measure of that name; plain numbers where there is none. */
export function measureNamed(name: string | undefined): Measure {
  return byName.get(name ?? '') ?? fallback;
}
