import { activity } from './activity.ts';

/** Activities for money, at work and on the road. */
export const workActivities = [
  activity(
    'opening a small second-hand bookshop',
    'a cash drawer; deep shelves; a lamp for each corner; a trolley',
    'Rent a place people pass on foot; Buy stock from house clearances; Price every book in pencil; Open late on one evening a week',
    'stocking only what you like; pricing by age; hiding the children’s books',
    'a meeting place; surprising finds; steady customers',
  ),
  activity(
    'working from home with toddlers around',
    'headphones; a door sign; a shared calendar; a box of quiet toys',
    'Agree on hours with your partner; Put the hardest task into nap time; Keep meetings short; Stop when the working day ends',
    'promising full hours; working at midnight; hiding the situation from colleagues',
    'shared breakfasts; no commute; flexible days',
  ),
  activity(
    'interviewing candidates for an internship',
    'a list of five questions; a rating sheet; water for the guest; a quiet room',
    'Read the application again; Open with an easy question; Ask everyone the same five questions; Write your notes before the next guest',
    'deciding in the first minute; asking about family plans; talking more than the guest',
    'fair choices; a good name; better colleagues',
  ),
  activity(
    'selling home-made jam at a market',
    'price tags; a folding table; tasting spoons; change in coins',
    'Ask the town for a permit; Label every jar with its contents; Let people taste two kinds; Count the cash before you pack up',
    'offering twenty kinds; arriving after eight; forgetting lids',
    'pocket money; talks with neighbours; fruit that is not wasted',
  ),
  activity(
    'planning a night train journey through Europe',
    'reservations; earplugs; a padlock; breakfast in a bag',
    'Book the sleeping car three months ahead; Leave an hour between connections; Pack what you need at night on top; Ask the conductor for a wake-up call',
    'trusting a ten-minute change; bringing a hard suitcase; forgetting cash',
    'mornings in a new city; a small footprint; a hotel night saved',
  ),
  activity(
    'moving to another city on a budget',
    'boxes from a supermarket; a rented van; blankets; a list of meters',
    'Give notice in writing; Pack room by room; Load heavy things first; Read all meters before you hand over the keys',
    'packing books in large boxes; moving on the last of the month; carrying documents in the van',
    'a fresh start; fewer things; lower rent',
  ),
  activity(
    'leading a meeting that ends on time',
    'an agenda; a visible clock; a place for side topics; a note taker',
    'Send the agenda the day before; Start without waiting; Park every side topic; Read out decisions before you close',
    'inviting everyone; mixing news with decisions; ending without names',
    'time for real work; clear decisions; less frustration',
  ),
  activity(
    'keeping a household budget',
    'a simple table; receipts; a jar for coins; ten minutes every Sunday',
    'Note income and fixed costs; Give each week a limit; Write down every expense; Compare plan and reality at the end of the month',
    'forgetting yearly bills; rounding down; giving up after one bad week',
    'calm sleep; money for wishes; fewer quarrels',
  ),
  activity(
    'translating user manuals',
    'a list of terms; the device itself; two screens; a style guide',
    'Read the whole manual first; Fix the terms with the client; Translate warnings before the rest; Follow your own text on the device',
    'translating word by word; changing terms halfway; skipping measurements',
    'safe users; careful language; steady orders',
  ),
  activity(
    'organising a street party',
    'a permit; long tables; a first-aid kit; a list of volunteers',
    'Ask the residents for a date; Apply for closing the street; Give every house one job; Clean up together before dark',
    'planning alone; forgetting the neighbours without children; counting on sunshine',
    'neighbours who know each other; children on the street; full plates',
  ),
];
