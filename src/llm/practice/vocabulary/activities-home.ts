import { activity } from './activity.ts';

/** Activities in the house. */
export const homeActivities = [
  activity(
    'baking sourdough bread at home',
    'a kitchen scale; strong flour; a heavy pot with a lid; a tea towel',
    'Feed the starter the evening before; Mix flour, water and starter and let them rest; Fold the dough four times; Bake it in the hot pot with the lid on',
    'guessing the amount of salt; using water that is too hot; cutting the loaf at once',
    'bread that keeps for days; short lists of ingredients; a house that smells of crust',
  ),
  activity(
    'repairing worn clothes by hand',
    'needles of several sizes; strong thread; small scissors; patches from old jeans',
    'Wash the garment and turn it inside out; Pin the patch so that it overlaps; Sew around it with short stitches; Press the seam with an iron',
    'pulling the thread too tight; patching with stiffer cloth; ignoring small holes',
    'money saved; clothes with a history; less waste',
  ),
  activity(
    'cooking for a week on one day',
    'six tight boxes; a large pot; labels; a sharp knife',
    'Choose two dishes and one soup; Cook what takes longest first; Let everything cool before you close the boxes; Label each box with its date',
    'cooking seven different meals; freezing salad; filling boxes to the rim',
    'calm evenings; smaller bills; lunches that taste of something',
  ),
  activity(
    'tidying a crowded cellar',
    'strong boxes; a marker pen; work gloves; a bright lamp',
    'Carry everything from one corner into the light; Sort it into keep, give away and rubbish; Wipe the shelves dry; Label the boxes on two sides',
    'starting with old letters; buying shelves before sorting; storing paper on the floor',
    'room for bicycles; things you can find; a good feeling on the stairs',
  ),
  activity(
    'saving electricity in a rented flat',
    'a plug-in meter; switchable sockets; LED bulbs; a thermometer for the fridge',
    'Measure the five largest devices for a week; Set the fridge to seven degrees; Replace the bulbs that burn longest; Switch off the row of sockets at night',
    'unplugging the fridge; cooking without lids; drying clothes in a cold room',
    'lower bills; a cooler bedroom in summer; knowledge of your own habits',
  ),
  activity(
    'fermenting cabbage in a jar',
    'a clean glass jar; fine salt without iodine; a firm cabbage; a small weight',
    'Slice the cabbage thinly; Knead it with salt until it is wet; Press it into the jar under its own juice; Wait two weeks at room temperature',
    'using too little salt; leaving cabbage above the brine; closing the lid too tightly',
    'food that keeps for months; a sour side dish; a small experiment',
  ),
  activity(
    'painting a bedroom over the weekend',
    'masking tape; a roller with a pole; dust sheets; two trays',
    'Empty the room or push everything to the middle; Fill holes and sand them smooth; Paint the edges before the surfaces; Pull the tape off while the paint is wet',
    'painting over dust; saving on tape; closing all windows',
    'a brighter room; an excuse to sort things; walls without marks',
  ),
  activity(
    'looking after a shy rescue cat',
    'a hiding place; two bowls; a litter box; a brush',
    'Prepare one quiet room; Sit on the floor and wait; Feed at the same hours every day; Open the door once the cat comes to you',
    'pulling it from under the bed; inviting guests on the first day; changing its food at once',
    'patience; warm company; a home for an animal in need',
  ),
  activity(
    'hosting dinner for guests with allergies',
    'a list of allergies; separate spoons; clear labels; a simple menu',
    'Ask every guest two weeks before; Plan dishes that all of them can eat; Cook the safest dish first; Keep the packaging until everyone has left',
    'tasting with one spoon; picking nuts off a cake; guessing what is in a sauce',
    'guests who relax; fewer leftovers; trust',
  ),
  activity(
    'keeping houseplants alive in winter',
    'a mister; a light shelf; saucers; a finger to test the soil',
    'Move the plants nearer to the window; Water half as often as in summer; Wipe dust off the leaves; Check the undersides for pests',
    'feeding in December; placing pots on a radiator; watering by calendar',
    'cleaner air to the eye; green in dark months; an early start in spring',
  ),
];
