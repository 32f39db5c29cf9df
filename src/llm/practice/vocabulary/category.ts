/** A kind of thing and words that name one. */
export interface Category {
  /** With its article, in lower case: "a garden tool". */
  readonly one: string;
  readonly many: string;
  readonly members: readonly string[];
}

function category(one: string, many: string, members: string): Category {
  return { one, many, members: members.split(',').map((member) => member.trim()) };
}

const all: readonly Category[] = [
  category(
    'a garden tool',
    'garden tools',
    'rake, spade, hoe, secateurs, trowel, pitchfork, dibber, shears',
  ),
  category(
    'a vegetable',
    'vegetables',
    'carrot, leek, parsnip, spinach, celery, turnip, kale, radish',
  ),
  category(
    'a musical instrument',
    'musical instruments',
    'cello, oboe, trumpet, bassoon, harp, tuba, zither, flute',
  ),
  category('a bird', 'birds', 'heron, swift, puffin, wren, buzzard, magpie, kingfisher, owl'),
  category(
    'a river of Europe',
    'rivers of Europe',
    'Danube, Loire, Vistula, Ebro, Rhine, Po, Tagus, Elbe',
  ),
  category('a gas', 'gases', 'neon, argon, helium, oxygen, methane, hydrogen, nitrogen, ozone'),
  category(
    'a piece of furniture',
    'pieces of furniture',
    'wardrobe, stool, sideboard, bench, bookcase, cradle, armchair, desk',
  ),
  category(
    'a profession',
    'professions',
    'plumber, notary, midwife, surveyor, welder, baker, optician, pilot',
  ),
  category(
    'a sport with a ball',
    'sports with a ball',
    'handball, lacrosse, volleyball, rugby, tennis, polo, basketball, golf',
  ),
  category(
    'a spice',
    'spices',
    'cumin, nutmeg, saffron, cloves, turmeric, paprika, cinnamon, cardamom',
  ),
  category('a tree', 'trees', 'birch, larch, alder, walnut, spruce, hazel, maple, yew'),
  category(
    'a capital city',
    'capital cities',
    'Lisbon, Oslo, Nairobi, Ottawa, Hanoi, Lima, Tirana, Amman',
  ),
  category(
    'a kind of boat',
    'kinds of boats',
    'kayak, ferry, dinghy, barge, trawler, yacht, canoe, tugboat',
  ),
  category(
    'an article of clothing',
    'articles of clothing',
    'cardigan, scarf, trousers, mitten, raincoat, waistcoat, sock, beret',
  ),
  category('a metal', 'metals', 'copper, iron, tin, silver, lead, titanium, gold, aluminium'),
  category(
    'a dairy product',
    'dairy products',
    'butter, yoghurt, cream, cheese, kefir, buttermilk, curd, whey',
  ),
  category(
    'a kitchen utensil',
    'kitchen utensils',
    'whisk, ladle, colander, grater, spatula, peeler, tongs, sieve',
  ),
  category('a planet', 'planets', 'Venus, Mars, Jupiter, Saturn, Uranus, Neptune, Earth'),
  category(
    'a bone of the body',
    'bones of the body',
    'femur, skull, tibia, rib, kneecap, pelvis, ulna, collarbone',
  ),
  category(
    'a kind of weather',
    'kinds of weather',
    'drizzle, hail, fog, thunderstorm, sleet, heatwave, blizzard, breeze',
  ),
  category('a dance', 'dances', 'tango, waltz, polka, samba, foxtrot, rumba, flamenco, jive'),
  category('an insect', 'insects', 'beetle, hornet, wasp, ant, dragonfly, moth, earwig, ladybird'),
  category(
    'a unit of measurement',
    'units of measurement',
    'litre, kilogram, mile, gallon, ampere, joule, hectare, inch',
  ),
  category(
    'a part of a house',
    'parts of a house',
    'gutter, cellar, chimney, staircase, attic, gable, porch, hallway',
  ),
  category('a fabric', 'fabrics', 'linen, velvet, wool, denim, silk, felt, corduroy, cotton'),
  category(
    'a programming language',
    'programming languages',
    'Python, Fortran, Rust, Haskell, Kotlin, Perl, Erlang, Lisp',
  ),
];

/** What one thing of each category is called, with its article. */
export const categoryNames: readonly string[] = all.map((entry) => entry.one);
/** What several things of each category are called. */
export const categoryPlurals: readonly string[] = all.map((entry) => entry.many);

const byName = new Map(
  all.flatMap((entry) => [[entry.one, entry] as const, [entry.many, entry] as const]),
);
const fallback = category('a thing', 'things', 'cup, pen, key, shoe, lamp, coin, rope, bell');

/** The category of that name, singular or plural; a bland one where there is none. */
export function categoryNamed(name: string | undefined): Category {
  return byName.get(name ?? '') ?? fallback;
}
