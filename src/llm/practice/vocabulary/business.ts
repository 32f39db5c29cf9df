/** A place that serves people, with sentences that its customers write. */
export interface Business {
  /** With its article, in lower case: "a bicycle workshop". */
  readonly name: string;
  /** What a customer gets there, with "the". */
  readonly item: string;
  readonly praise: string;
  readonly complaint: string;
  readonly question: string;
  /** Something new that it offers, without an article. */
  readonly offer: string;
  /** A role on its staff, without an article. */
  readonly role: string;
}

function business(
  name: string,
  item: string,
  praise: string,
  complaint: string,
  question: string,
  offer: string,
  role: string,
): Business {
  return { name, item, praise, complaint, question, offer, role };
}

const all: readonly Business[] = [
  business(
    'a family-run bicycle workshop',
    'the repaired gear change',
    'The gears have not slipped once since you repaired them.',
    'The chain fell off on the first hill after your repair.',
    'Do you also service cargo bikes?',
    'free safety checks on Fridays',
    'apprentice mechanic',
  ),
  business(
    'a public swimming pool',
    'the yearly season ticket',
    'The new changing rooms are spotless and warm.',
    'Three of the five showers ran cold all week.',
    'Is the children’s basin open during the holidays?',
    'early swimming from six in the morning',
    'lifeguard',
  ),
  business(
    'an online shop for tea',
    'the sampler of green teas',
    'Every bag was fragrant and the parcel came a day early.',
    'Two of the tins arrived dented and half empty.',
    'How long does the white tea keep once it is opened?',
    'refill pouches without plastic',
    'warehouse assistant',
  ),
  business(
    'a veterinary clinic in the country',
    'the vaccination of our terrier',
    'The vet took time to calm our nervous dog.',
    'We sat in the waiting room for two hours with an appointment.',
    'Can I bring a tortoise to you?',
    'home visits for large animals',
    'receptionist',
  ),
  business(
    'a regional railway company',
    'the monthly ticket',
    'The conductor held the connecting train for a whole school class.',
    'My train was cancelled four times this week without notice.',
    'May I take a folding bicycle on board at rush hour?',
    'quiet coaches on the evening trains',
    'timetable planner',
  ),
  business(
    'a language school for adults',
    'the intensive course in Spanish',
    'After ten lessons I could phone my grandmother in Spanish.',
    'The teacher changed three times and nobody told us.',
    'Is there a course that starts in October?',
    'conversation evenings in the library',
    'course adviser',
  ),
  business(
    'a hotel beside a lake',
    'the double room with breakfast',
    'We woke up to the sun over the water and fresh rolls.',
    'The heating rattled all night and nobody answered the phone.',
    'Do you have rooms for guests with wheelchairs?',
    'picnic baskets for guests',
    'night porter',
  ),
  business(
    'a municipal recycling centre',
    'the permit for the trailer',
    'The staff helped my father unload his old sofa.',
    'The gate was locked half an hour before closing time.',
    'Where can I hand in leftover paint?',
    'a shelf for things that still work',
    'yard supervisor',
  ),
  business(
    'a bakery that delivers by cargo bike',
    'the weekly bread subscription',
    'The rye loaf was still warm when it arrived.',
    'Our order was left in the rain twice this month.',
    'Which of your breads contain no milk?',
    'half loaves for small households',
    'delivery rider',
  ),
  business(
    'a dental practice downtown',
    'the replaced filling',
    'I felt nothing at all and was out again in twenty minutes.',
    'The filling broke when I ate a banana the next day.',
    'Do you offer appointments after work?',
    'reminders by text message',
    'dental assistant',
  ),
  business(
    'a theatre with ninety seats',
    'the two tickets for Saturday',
    'We laughed until the curtain fell and sang all the way home.',
    'A pillar blocked our view for the entire evening.',
    'Is the play suitable for a ten-year-old?',
    'tickets at half price for students',
    'stage manager',
  ),
  business(
    'a company that installs solar panels',
    'the system on our roof',
    'The crew finished in two days and swept the yard.',
    'Water has been dripping through the roof since the work was done.',
    'How much will the panels yield in December?',
    'a service contract with yearly cleaning',
    'site electrician',
  ),
  business(
    'a mobile phone provider',
    'the family plan',
    'Changing my number took three minutes on the phone.',
    'You charged me for roaming although I never left the country.',
    'Can I keep my contract when I move abroad?',
    'a plan without a minimum term',
    'support agent',
  ),
  business(
    'a garden centre on the edge of town',
    'the young apple tree',
    'The tree you recommended is covered in blossom.',
    'Half of the bulbs I bought were rotten inside.',
    'When should I cut back my lavender?',
    'a hire service for large tools',
    'nursery gardener',
  ),
  business(
    'a community library',
    'the reserved novel',
    'You found a book for me that has been out of print for years.',
    'I paid a fine for a book that I had returned in time.',
    'How many books may I borrow at once?',
    'a reading group for newcomers',
    'youth librarian',
  ),
  business(
    'a restaurant with seasonal dishes',
    'the table for six',
    'The pumpkin ravioli were the best we have had in years.',
    'The fish was dry and the bill showed wine that we never ordered.',
    'Could you prepare a menu without nuts?',
    'a lunch menu for office workers',
    'pastry cook',
  ),
  business(
    'a removal firm',
    'the move to the third floor',
    'Not one glass was broken and the crew joked all the way up.',
    'The piano has a long scratch that was not there before.',
    'Do you lend boxes before the move?',
    'storage by the week',
    'crew leader',
  ),
  business(
    'a gym for older people',
    'the trial month',
    'My back has not hurt since the second week.',
    'The rowing machine has been out of order since March.',
    'Do I need a note from my doctor?',
    'balance training on Tuesdays',
    'fitness trainer',
  ),
  business(
    'an insurance office',
    'the household policy',
    'My claim was paid within a week, without a single form.',
    'I have sent you the same receipts three times now.',
    'Does my policy cover a stolen bicycle?',
    'advice by telephone in the evening',
    'claims clerk',
  ),
  business(
    'a museum of technology',
    'the guided tour',
    'Our children talked about the steam engine for days.',
    'The lift was broken and nobody could tell us another way.',
    'Are visitors allowed to bring prams?',
    'a workshop for building radios',
    'exhibition guide',
  ),
];

/** Names of all businesses, as they stand in instructions. */
export const businessNames: readonly string[] = all.map((entry) => entry.name);

const byName = new Map(all.map((entry) => [entry.name, entry]));
const fallback = business(
  'a shop',
  'the order',
  'Everything was fine.',
  'Something was missing.',
  'Are you open on Sunday?',
  'later hours',
  'clerk',
);

/** The business of that name; a bland one where there is none. */
export function businessNamed(name: string | undefined): Business {
  return byName.get(name ?? '') ?? fallback;
}
