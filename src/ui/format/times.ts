const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const exact = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });
const dateOnly = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });
const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false });

/** The exact time, for hovering: Nov 22, 2026, 6:17:30 PM. */
export const formatExact = (at: number): string => exact.format(at);

/** 14:05, for "paused until". */
export const formatClock = (at: number): string => clock.format(at);

/** How long ago: just now, 5 min ago, 3 h ago, yesterday, 12 days ago, then the date. */
export function formatAgo(at: number, now: number): string {
  const age = now - at;
  if (age < 45 * second) return 'just now';
  if (age < hour) return `${Math.max(1, Math.floor(age / minute))} min ago`;
  if (age < day) return `${Math.floor(age / hour)} h ago`;
  if (age < 2 * day) return 'yesterday';
  if (age < 30 * day) return `${Math.floor(age / day)} days ago`;
  return dateOnly.format(at);
}

/** How long something takes: 8 s, 3 min 20 s, 2 h 5 min, 3 days. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / second));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return `${Math.round(minutes / 60 / 24)} days`;
}

/** Jun 30, 2025, for what goes by the day. */
export const formatDate = (at: number): string => dateOnly.format(at);
