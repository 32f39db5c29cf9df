/** Days of a year that is never named, weekday first. */
export const dateNames: readonly string[] = [
  'Saturday, 9 May',
  'Tuesday, 3 March',
  'Friday, 14 August',
  'Sunday, 22 November',
  'Wednesday, 17 June',
  'Monday, 5 October',
  'Thursday, 29 January',
  'Saturday, 18 April',
  'Sunday, 6 September',
  'Friday, 27 February',
  'Tuesday, 21 July',
  'Wednesday, 2 December',
  'Thursday, 11 June',
  'Monday, 30 March',
  'Saturday, 10 October',
  'Sunday, 1 February',
];
