import { subject } from './subject.ts';

/** Subjects of natural science and medicine. */
export const natureSubjects = [
  subject(
    'the Moon',
    'astronomy',
    [
      'The Moon takes about 27 days to circle the Earth. | How long does the Moon take to circle the Earth? | About 27 days | The Moon circles the Earth once a week.',
      'The Moon has almost no atmosphere. | What does the Moon almost entirely lack? | An atmosphere | The Moon has a thick atmosphere of oxygen.',
      'The first people landed on the Moon in 1969. | When did people first land on the Moon? | In 1969 | The first people landed on the Moon in 1939.',
    ],
    'No sight is lovelier than the full Moon over the sea.',
  ),
  subject(
    'octopuses',
    'biology',
    [
      'An octopus has three hearts. | How many hearts does an octopus have? | Three | An octopus has no heart at all.',
      'Most kinds of octopus live only a few years. | How long do most kinds of octopus live? | Only a few years | Most kinds of octopus live for a century.',
      'An octopus can change the colour of its skin. | What can an octopus change? | The colour of its skin | An octopus cannot change its colour.',
    ],
    'Octopuses are the most charming animals in any aquarium.',
  ),
  subject(
    'glaciers',
    'geography',
    [
      'Glaciers form where more snow falls than melts over many years. | Where do glaciers form? | Where more snow falls than melts over many years | Glaciers form where rain freezes in a single night.',
      'Glaciers store most of the fresh water on Earth together with the ice sheets. | What do glaciers and ice sheets store? | Most of the fresh water on Earth | Glaciers consist of frozen sea water.',
      'A glacier moves slowly downhill under its own weight. | What makes a glacier move? | Its own weight | A glacier never moves.',
    ],
    'A glacier at dawn is worth any climb.',
  ),
  subject(
    'photosynthesis',
    'biology',
    [
      'Plants take in carbon dioxide during photosynthesis. | Which gas do plants take in during photosynthesis? | Carbon dioxide | Plants take in helium during photosynthesis.',
      'Chlorophyll makes most leaves look green. | What makes most leaves look green? | Chlorophyll | Iron makes most leaves look green.',
      'Photosynthesis needs light as its source of energy. | What does photosynthesis need as its source of energy? | Light | Photosynthesis works best in total darkness.',
    ],
    'Photosynthesis is the dullest chapter of the textbook.',
  ),
  subject(
    'volcanoes',
    'geology',
    [
      'Molten rock that reaches the surface is called lava. | What is molten rock called once it reaches the surface? | Lava | Molten rock below the surface is called hail.',
      'Many volcanoes lie along the edges of tectonic plates. | Where do many volcanoes lie? | Along the edges of tectonic plates | Volcanoes exist on islands only.',
      'Vesuvius buried Pompeii in the year 79. | Which volcano buried Pompeii? | Vesuvius | Etna buried Pompeii in 1879.',
    ],
    'It is foolish to live anywhere near a volcano.',
  ),
  subject(
    'sleep',
    'medicine',
    [
      'Most adults need seven to nine hours of sleep. | How much sleep do most adults need? | Seven to nine hours | Most adults need fifteen hours of sleep.',
      'Caffeine in the evening can delay sleep. | What can delay sleep in the evening? | Caffeine | Caffeine makes people fall asleep faster.',
      'Dreams are most vivid in a phase with rapid eye movements. | In which phase are dreams most vivid? | In the phase with rapid eye movements | Nobody dreams with closed eyes.',
    ],
    'An afternoon nap beats any cup of coffee.',
  ),
  subject(
    'magnets',
    'physics',
    [
      'Like poles of two magnets repel each other. | What do like poles of two magnets do? | They repel each other | Like poles of two magnets attract each other.',
      'Iron, nickel and cobalt are strongly attracted by magnets. | Which metals are strongly attracted by magnets? | Iron, nickel and cobalt | Wood is strongly attracted by magnets.',
      'Strong heat can destroy the magnetism of a magnet. | What can destroy the magnetism of a magnet? | Strong heat | Heating always makes a magnet stronger.',
    ],
    'Experiments with magnets are more fun than any others.',
  ),
  subject(
    'water',
    'chemistry',
    [
      'A molecule of water consists of two hydrogen atoms and one oxygen atom. | What does a molecule of water consist of? | Two hydrogen atoms and one oxygen atom | A molecule of water contains three carbon atoms.',
      'Ice floats because it is less dense than liquid water. | Why does ice float? | Because it is less dense than liquid water | Ice sinks in liquid water.',
      'Pure water freezes at 0 °C at sea level. | At what temperature does pure water freeze at sea level? | At 0 °C | Pure water freezes at 20 °C at sea level.',
    ],
    'Still water tastes far better than sparkling water.',
  ),
];
