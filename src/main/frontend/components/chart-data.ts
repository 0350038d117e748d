/** Series as the metrics endpoint sends them; `null` is a gap. */
export interface Series {
  step: number;
  times: number[];
  lines: { kind: string; index: number; name?: string; values: (number | null)[] }[];
}

export interface Statistics {
  min?: number;
  average?: number;
  max?: number;
  last?: number;
}

const NAMES: Record<string, string> = {
  CPU_MILLIS: 'CPU',
  MEMORY_BYTES: 'Used',
  MEMORY_LIMIT_BYTES: 'Limit',
  RECEIVED_BYTES: 'Received',
  SENT_BYTES: 'Sent',
  REQUESTS_1XX: '1xx',
  REQUESTS_2XX: '2xx',
  REQUESTS_3XX: '3xx',
  REQUESTS_4XX: '4xx',
  REQUESTS_5XX: '5xx',
  LATENCY_P50: 'p50',
  LATENCY_P95: 'p95',
  LATENCY_P99: 'p99',
};

/** What is not measured but compared with: never cut away, never what the axis is made for. */
export function isLevel(kind: string): boolean {
  return kind === 'MEMORY_LIMIT_BYTES' || kind === LEVEL;
}

/** The kind of a line that the page gives rather than a measurement. */
export const LEVEL = 'LEVEL';

const YOUNGEST_MILLIS = 3 * 60_000;
const LEAST_USE = 0.1;

/** Where the time axis begins: a little before the app did, if that is within the range; never less than three minutes back. */
export function axisStart(now: number, minutes: number, since: number): number {
  const from = now - minutes * 60_000;
  const age = now - since;
  return Math.max(from, Math.min(since - Math.max(10_000, age * 0.04), now - YOUNGEST_MILLIS));
}

/** The top of the axis: levels count only when the use comes near them, else they would flatten it to nothing. */
export function axisTop(lines: Series['lines']): number {
  const highest = (some: Series['lines']) => Math.max(0, ...some.flatMap((line) => line.values.map((value) => value ?? 0)));
  const used = highest(lines.filter((line) => !isLevel(line.kind)));
  const level = highest(lines.filter((line) => isLevel(line.kind)));
  const top = used >= level * LEAST_USE ? Math.max(used, level) : used;
  return top > 0 ? top * 1.1 : 1;
}

/** What the chart shows as comma-separated values: one row for each moment, gaps empty. */
export function csv(series: Series, names: string[]): string {
  const quote = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = series.times.map((time, at) => [
    new Date(time * 1000).toISOString(),
    ...series.lines.map((line) => String(line.values[at] ?? '')),
  ]);
  return [['time', ...names.map(quote)], ...rows].map((row) => row.join(',')).join('\r\n') + '\r\n';
}

const MOST_LINES = 12;

/** What a line is called in the legend. */
export function lineName(kind: string, index: number, kinds: number, instance = String(index)): string {
  const name = NAMES[kind] ?? kind;
  if (index < 0 || isLevel(kind)) return name;
  return kinds > 1 ? `${name} ${instance}` : `Instance ${instance}`;
}

/** The lines to draw: at most twelve, those with something in them first. */
export function drawn(series: Series): Series['lines'] {
  const known = series.lines.filter((line) => line.values.some((value) => value !== null));
  // Every instance has the same limit: one line says it.
  const limit = known.findIndex((line) => line.kind === 'MEMORY_LIMIT_BYTES');
  return known.filter((line, at) => line.kind !== 'MEMORY_LIMIT_BYTES' || at === limit).slice(0, MOST_LINES);
}

export function statistics(values: (number | null)[]): Statistics {
  const known = values.filter((value): value is number => value !== null);
  if (known.length === 0) {
    return {};
  }
  return {
    min: Math.min(...known),
    average: known.reduce((sum, value) => sum + value, 0) / known.length,
    max: Math.max(...known),
    last: known[known.length - 1],
  };
}

const DASHES: Record<string, number[]> = { LATENCY_P95: [8, 3], LATENCY_P99: [2, 3], SENT_BYTES: [6, 3] };

/** The colour of a line as a custom property, and its dash; instances compared have a colour each. */
export function lineLook(kind: string, position: number, index = -1): { color: string; dash?: number[]; width: number } {
  if (index >= 0 && !isLevel(kind)) {
    const dash = DASHES[kind] ?? (index === 0 ? undefined : [6 + 2 * (index % 3), 2 + (index % 4)]);
    return { color: `--series-${(index % 6) + 1}`, dash, width: 1.5 };
  }
  switch (kind) {
    case 'MEMORY_LIMIT_BYTES':
      return { color: '--failed', dash: [6, 4], width: 1.5 };
    case LEVEL:
      return { color: '--control', dash: [6, 4], width: 1.5 };
    case 'REQUESTS_5XX':
      return { color: '--failed', width: 1.75 };
    case 'LATENCY_P50':
      return { color: '--series-1', width: 1 };
    case 'LATENCY_P95':
      return { color: '--series-1', width: 1.75, dash: [8, 3] };
    case 'LATENCY_P99':
      return { color: '--series-1', width: 1.5, dash: [2, 3] };
    default:
      return {
        color: `--series-${(position % 6) + 1}`,
        dash: position === 0 ? undefined : [6 + 2 * (position % 3), 2 + (position % 4)],
        width: 1.5,
      };
  }
}
