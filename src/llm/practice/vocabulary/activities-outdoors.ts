import { activity } from './activity.ts';

/** Activities out of doors. */
export const outdoorActivities = [
  activity(
    'growing herbs on a windy balcony',
    'heavy clay pots; peat-free soil; a small watering can; seedlings of thyme and sage',
    'Choose pots that the wind cannot tip over; Fill them with loose soil and a layer of gravel; Plant the seedlings a hand apart; Water in the morning and harvest from the top',
    'watering at noon; planting mint beside everything else; using pots without holes',
    'fresh leaves for every meal; flowers for bees; a greener view from the kitchen',
  ),
  activity(
    'keeping bees behind the house',
    'a veil; a smoker; two spare frames; a notebook for the hive',
    'Ask the neighbours and register the hive; Set it up facing the morning sun; Check the frames every nine days in spring; Leave the bees enough honey for winter',
    'opening the hive in cold wind; taking all the honey; wearing dark wool',
    'honey of your own; better harvests in nearby gardens; quiet hours outside',
  ),
  activity(
    'hiking in the mountains with children',
    'a rain jacket for everyone; plasters; plenty of snacks; a whistle',
    'Pick a loop of at most three hours; Start early and tell somebody the route; Let the smallest child set the pace; Turn back before the weather does',
    'planning by distance alone; carrying new boots straight from the shop; forgetting dry socks',
    'strong legs; stories for the whole week; a break from screens',
  ),
  activity(
    'watching birds in a city park',
    'a pair of light binoculars; a pocket guide; a pencil; clothes in dull colours',
    'Sit still for ten minutes after you arrive; Listen before you look; Note size, beak and flight; Compare the notes with a guide at home',
    'chasing a bird that has moved; feeding bread; trusting colour alone',
    'a sharper eye; a reason to get up early; useful records for researchers',
  ),
  activity(
    'swimming in cold lakes',
    'a bright cap; a towel within reach; warm socks; a flask of tea',
    'Go in slowly and breathe out; Stay close to the shore; Leave after a few minutes; Dress at once and walk until you are warm',
    'jumping in head first; swimming alone; taking a hot shower straight away',
    'a clear head; better sleep; courage for dull winter days',
  ),
  activity(
    'cycling to work every day',
    'good lights; a rain cape; a solid lock; a spare tube',
    'Test the route on a quiet Sunday; Check brakes and tyres every Monday; Keep a dry shirt at work; Leave a metre between you and parked cars',
    'riding through red lights; carrying everything on your back; skipping lights at dusk',
    'exercise without a gym; lower costs; arrival times you can trust',
  ),
  activity(
    'collecting wild mushrooms',
    'a flat basket; a small knife; a soft brush; a regional guide',
    'Learn five safe kinds before you start; Cut each mushroom above the ground; Keep unknown kinds apart; Have the basket checked by an expert',
    'trusting an app alone; using plastic bags; clearing a whole spot',
    'free food; knowledge of the forest; slow walks in autumn',
  ),
  activity(
    'planting a hedge for birds',
    'twenty young shrubs; a spade; a measuring string; straw for the soil',
    'Stretch a string along the border; Dig a trench two spades wide; Set the shrubs in two rows; Water well and cover the soil with straw',
    'cutting in the nesting season; planting a single kind; digging in frozen ground',
    'shelter for wrens; less wind in the garden; berries in winter',
  ),
  activity(
    'paddling a canoe on a slow river',
    'a life jacket; a dry bag; a spare paddle; sunscreen',
    'Ask about weirs and water level; Sit low and spread the weight; Steer from the back seat; Land before you are tired',
    'standing up to change seats; leaving the bag untied; paddling after a storm',
    'silence on the water; strong shoulders; new views of familiar places',
  ),
  activity(
    'looking at the night sky with a small telescope',
    'a red lamp; a folding chair; a warm coat; a star chart',
    'Let the telescope cool outside; Start with the Moon; Move on to Jupiter and its moons; Write down the time of each observation',
    'using the highest power first; standing under a street lamp; looking near the Sun',
    'a sense of scale; shared evenings; a first step into astronomy',
  ),
];
