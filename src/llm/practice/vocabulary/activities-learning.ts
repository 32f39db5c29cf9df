import { activity } from './activity.ts';

/** Activities of learning, and with other people. */
export const learningActivities = [
  activity(
    'learning Italian with a tandem partner',
    'a notebook; a timer; a short story; headphones',
    'Agree on thirty minutes for each language; Choose a subject before you meet; Note corrections without stopping the talk; Repeat the new words two days later',
    'correcting every slip; speaking only your own language; skipping the notes',
    'a natural ear; a friend abroad; confidence on the telephone',
  ),
  activity(
    'preparing for a chemistry exam',
    'old exam papers; index cards; a quiet table; coloured pens',
    'List the topics and mark the weak ones; Solve one old paper under time; Explain each mistake aloud; Repeat the weak topics after three days',
    'rereading without solving; studying all night; learning formulas without units',
    'calm on the day; knowledge that lasts; fewer surprises',
  ),
  activity(
    'running a book club at work',
    'a shared list of titles; a fixed room; name cards; a short set of questions',
    'Let everyone propose one book; Vote and set a date six weeks ahead; Prepare four open questions; End with one sentence from each reader',
    'choosing only long novels; letting one person talk; testing who has read it',
    'talks beyond work; new favourites; listening practice',
  ),
  activity(
    'teaching older people to use a smartphone',
    'a printed sheet with large letters; a charger; a quiet room; patience',
    'Ask what they want to do first; Show one thing at a time; Let them hold the phone; Write the steps down together',
    'grabbing the phone; using jargon; changing all settings',
    'closer families; safer habits; proud learners',
  ),
  activity(
    'giving a talk in front of colleagues',
    'a clicker; water; a card with five words; a clock',
    'Write the one sentence that should stay; Build three parts around it; Rehearse standing and aloud; Pause after each part',
    'reading slides aloud; hiding behind the desk; ending with an apology',
    'clear thoughts; useful questions; visibility',
  ),
  activity(
    'coaching a junior handball team',
    'twelve balls; bibs in two colours; cones; a whistle',
    'Begin with a game everyone knows; Practise one skill for fifteen minutes; Let all players try each position; Close with praise for effort',
    'shouting during play; picking teams by skill; long queues',
    'team spirit; healthy habits; fair losers',
  ),
  activity(
    'writing a family history',
    'a recorder; copies of letters; a box for documents; a timeline',
    'Interview the oldest relative first; Check dates against documents; Write one scene for each person; Let the family read it before printing',
    'believing every story; starting with the earliest ancestor; losing sources',
    'memories that stay; contact with cousins; a gift for grandchildren',
  ),
  activity(
    'playing chess by post',
    'a small board; postcards; a table of moves; stamps',
    'Agree on who has white; Write the number of every move; Keep the board set up; Answer within five days',
    'moving pieces by accident; sending two moves at once; forgetting the date',
    'deep thought; letters that arrive; games that last for months',
  ),
  activity(
    'volunteering at a repair café',
    'a multimeter; screwdrivers; a form for guests; good light',
    'Ask the guest what happened; Unplug the device before you open it; Explain each step while you work; Test it together at the end',
    'promising success; working without the owner; losing screws',
    'less waste; shared knowledge; grateful visitors',
  ),
  activity(
    'learning to juggle three balls',
    'three soft balls; a bed to stand at; ten minutes a day; a clear wall',
    'Throw one ball in an arc from hand to hand; Add the second when the first is at its peak; Practise both starting hands; Add the third and count the catches',
    'passing the second ball straight across; looking at your hands; walking forwards',
    'quick hands; short breaks that refresh; a party trick',
  ),
];
