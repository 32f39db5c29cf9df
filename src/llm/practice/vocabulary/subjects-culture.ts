import { subject } from './subject.ts';

/** Subjects of history, culture and society. */
export const cultureSubjects = [
  subject(
    'the printing press',
    'history',
    [
      'Johannes Gutenberg printed books with movable type in the fifteenth century. | Who printed books with movable type in Europe in the fifteenth century? | Johannes Gutenberg | Johannes Gutenberg lived in the nineteenth century.',
      'Printing made books much cheaper than copying by hand. | What did printing do to the price of books? | It made them much cheaper | Printing made books more expensive than copies by hand.',
      'Movable type can be used again for another page. | What can be done with movable type after a page is printed? | It can be used again | Movable type breaks after a single page.',
    ],
    'No invention deserves more praise than the printing press.',
  ),
  subject(
    'chess',
    'games',
    [
      'A chessboard has 64 squares. | How many squares does a chessboard have? | 64 | A chessboard has 100 squares.',
      'Each player starts a game of chess with eight pawns. | How many pawns does each chess player start with? | Eight | Each player starts a game of chess with three queens.',
      'In chess a bishop moves diagonally. | How does a bishop move in chess? | Diagonally | In chess a bishop moves in a circle.',
    ],
    'Chess is a much deeper game than any card game.',
  ),
  subject(
    'bridges',
    'engineering',
    [
      'The deck of a suspension bridge hangs from cables. | What does the deck of a suspension bridge hang from? | Cables | Suspension bridges have no cables.',
      'An arch carries its load to the supports at both ends. | Where does an arch carry its load? | To the supports at both ends | An arch works without any supports.',
      'Steel bridges expand when they get warm. | What do steel bridges do when they get warm? | They expand | Steel bridges shrink when they get warm.',
    ],
    'Stone bridges are prettier than steel ones.',
  ),
  subject(
    'coffee',
    'agriculture',
    [
      'Coffee beans are the seeds of a fruit. | What are coffee beans? | The seeds of a fruit | Coffee beans are roots that are dug up.',
      'Brazil grows more coffee than any other country. | Which country grows the most coffee? | Brazil | Norway grows more coffee than any other country.',
      'Roasting gives coffee beans their brown colour. | What gives coffee beans their brown colour? | Roasting | Coffee beans grow brown and roasted on the bush.',
    ],
    'Coffee with milk is a waste of good beans.',
  ),
  subject(
    'the Olympic Games',
    'sports',
    [
      'The first modern Olympic Games took place in Athens in 1896. | Where did the first modern Olympic Games take place? | In Athens | The first modern Olympic Games took place in Tokyo.',
      'The Olympic flag shows five rings. | How many rings does the Olympic flag show? | Five | The Olympic flag shows nine rings.',
      'Summer and Winter Games have been held in different years since 1994. | Since when have Summer and Winter Games been held in different years? | Since 1994 | Winter Games take place every single year.',
    ],
    'The Olympic Games have become far too large.',
  ),
  subject(
    'the telephone',
    'technology',
    [
      'Alexander Graham Bell received a patent for the telephone in 1876. | When did Bell receive a patent for the telephone? | In 1876 | Bell received a patent for the telephone in 1976.',
      'Early calls were connected by operators at switchboards. | Who connected early telephone calls? | Operators at switchboards | Early calls were connected by satellites.',
      'A microphone turns sound into electrical signals. | What does a microphone turn sound into? | Electrical signals | A microphone turns sound into steam.',
    ],
    'Long phone calls are a terrible way to spend an evening.',
  ),
  subject(
    'inflation',
    'economics',
    [
      'Inflation means that prices in general rise over time. | What does inflation mean? | That prices in general rise over time | Inflation means that all prices fall.',
      'With inflation the same sum buys less than before. | What happens to the buying power of money with inflation? | It falls | With inflation the same sum buys more every year.',
      'Central banks can raise interest rates to slow inflation. | How can central banks slow inflation? | By raising interest rates | Central banks slow inflation by printing more notes.',
    ],
    'Nothing annoys shoppers more than inflation.',
  ),
  subject(
    'copyright',
    'law',
    [
      'Copyright protects works such as texts and songs. | What does copyright protect? | Works such as texts and songs | Copyright protects the weather.',
      'Copyright lasts for a limited number of years. | How long does copyright last? | For a limited number of years | Copyright lasts for a single afternoon.',
      'Ideas alone are not protected by copyright. | What is not protected by copyright? | Ideas alone | Copyright covers every idea that anyone ever had.',
    ],
    'Copyright terms are longer than they should be.',
  ),
];
