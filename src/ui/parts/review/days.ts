const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** The day of a moment where the user is, as a date field has it: 2026-11-22. */
export function dayAt(moment: number): string {
  const date = new Date(moment);
  return [date.getFullYear(), twoDigits(date.getMonth() + 1), twoDigits(date.getDate())].join('-');
}

/** The first moment of a day where the user is, some days on; NaN where it is no date. */
export function startOfDay(day: string, daysOn = 0): number {
  const [year = NaN, month = NaN, date = NaN] = day.split('-').map(Number);
  return new Date(year, month - 1, date + daysOn).getTime();
}
