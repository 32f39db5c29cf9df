/** Short texts in other languages, written for this bench: a line is a sentence or two. */
export const foreignTexts = {
  French: [
    'Les vacances commencent samedi et nous partons à la mer avec les enfants.',
    'Il faut mélanger la farine avec les œufs, puis laisser reposer la pâte pendant une heure.',
    'Cette entreprise vend des meubles en bois qui sont faits à la main.',
    'Le train de huit heures est souvent en retard parce que la ligne est trop vieille.',
    'Je pense que la lecture est le meilleur moyen de se détendre après une longue journée.',
  ],
  German: [
    'Am Samstag fahren wir mit den Kindern ans Meer und bleiben dort eine Woche.',
    'Man mischt das Mehl mit den Eiern und lässt den Teig eine Stunde lang ruhen.',
    'Diese Firma verkauft Möbel aus Holz, die von Hand gemacht werden.',
    'Der Zug um acht Uhr kommt oft zu spät, weil die Strecke sehr alt ist.',
    'Nach einem langen Tag ist ein gutes Buch die beste Erholung, die ich kenne.',
  ],
  Spanish: [
    'El sábado nos vamos con los niños a la playa y nos quedamos una semana.',
    'Hay que mezclar la harina con los huevos y dejar que la masa descanse una hora.',
    'Esta empresa vende muebles de madera que se hacen a mano.',
    'El tren de las ocho llega tarde muchas veces porque la vía es muy vieja.',
    'Después de un día largo, leer un libro es lo mejor para descansar.',
  ],
  Italian: [
    'Sabato andiamo al mare con i bambini e ci restiamo una settimana.',
    'Bisogna mescolare la farina con le uova e lasciare riposare la pasta per un’ora.',
    'Questa ditta vende mobili di legno che sono fatti a mano.',
    'Il treno delle otto è spesso in ritardo perché la linea è molto vecchia.',
    'Dopo una giornata lunga un libro è la cosa migliore per riposare.',
  ],
  Portuguese: [
    'No sábado vamos com as crianças para a praia e ficamos lá uma semana.',
    'É preciso misturar a farinha com os ovos e deixar a massa descansar por uma hora.',
    'Esta empresa vende móveis de madeira que são feitos à mão.',
    'O trem das oito chega muitas vezes atrasado porque a linha é muito velha.',
    'Depois de um dia longo, ler um livro é a melhor forma de descansar.',
  ],
  Dutch: [
    'Op zaterdag gaan we met de kinderen naar zee en we blijven daar een week.',
    'Je mengt de bloem met de eieren en laat het deeg een uur rusten.',
    'Dit bedrijf verkoopt houten meubels die met de hand zijn gemaakt.',
    'De trein van acht uur is vaak te laat omdat het spoor erg oud is.',
  ],
  Swedish: [
    'På lördag åker vi till havet med barnen och vi stannar där en vecka.',
    'Man blandar mjölet med äggen och låter degen vila en timme.',
    'Det här företaget säljer möbler av trä som är gjorda för hand.',
  ],
  Polish: [
    'W sobotę jedziemy z dziećmi nad morze i zostaniemy tam przez tydzień.',
    'Trzeba wymieszać mąkę z jajkami i zostawić ciasto na godzinę.',
    'Ta firma sprzedaje meble z drewna, które są robione ręcznie i nie są drogie.',
  ],
  Russian: [
    'В субботу мы едем с детьми на море и останемся там на неделю.',
    'Нужно смешать муку с яйцами и оставить тесто на час.',
    'Эта фирма продаёт деревянную мебель ручной работы.',
  ],
  Japanese: [
    '土曜日に子どもたちと海へ行って、一週間泊まります。',
    '小麦粉と卵を混ぜて、生地を一時間休ませます。',
  ],
  Arabic: [
    'سنذهب يوم السبت مع الأطفال إلى البحر ونبقى هناك أسبوعا.',
    'تبيع هذه الشركة أثاثا من الخشب مصنوعا باليد.',
  ],
} as const;
