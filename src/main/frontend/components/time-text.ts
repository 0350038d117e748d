const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago something was, in one unit; an absolute date from seven days on. */
export function relativeText(at: number, now: number, short: boolean): string {
  const age = now - at;
  if (age < 0 && age > -5_000) {
    return 'now';
  }
  const past = Math.abs(age);
  const text = span(past);
  if (text === undefined) {
    return new Date(at).toLocaleDateString(undefined, { year: 'numeric', month: 'short', day: 'numeric' });
  }
  if (age < 0) {
    return short ? text : `in ${text}`;
  }
  return short || text === 'now' ? text : `${text} ago`;
}

/** How long until the text changes. */
export function nextChange(at: number, now: number): number {
  const age = Math.abs(now - at);
  return age < MINUTE ? 1_000 : age < HOUR ? 15_000 : 5 * MINUTE;
}

/** Local and coordinated time, for hovering. */
export function absoluteText(at: number): string {
  const date = new Date(at);
  return `${date.toLocaleString()}\n${date.toISOString().replace('T', ' ').replace('Z', ' UTC')}`;
}

function span(age: number): string | undefined {
  if (age < 2_000) return 'now';
  if (age < MINUTE) return `${Math.floor(age / 1000)} s`;
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`;
  if (age < DAY) return `${Math.floor(age / HOUR)} h`;
  if (age < 7 * DAY) return `${Math.floor(age / DAY)} d`;
  return undefined;
}
