/** Series as the metrics endpoint sends them; `null` is a gap. */
export interface Series {
  step: number;
  times: number[];
  lines: { kind: string; index: number; values: (number | null)[] }[];
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

const MOST_LINES = 12;

/** What a line is called in the legend. */
export function lineName(kind: string, index: number, kinds: number): string {
  const name = NAMES[kind] ?? kind;
  if (index < 0 || kind === 'MEMORY_LIMIT_BYTES') return name;
  return kinds > 1 ? `${name} ${index}` : `Instance ${index}`;
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
  if (index >= 0 && kind !== 'MEMORY_LIMIT_BYTES') {
    const dash = DASHES[kind] ?? (index === 0 ? undefined : [6 + 2 * (index % 3), 2 + (index % 4)]);
    return { color: `--series-${(index % 6) + 1}`, dash, width: 1.5 };
  }
  switch (kind) {
    case 'MEMORY_LIMIT_BYTES':
      return { color: '--failed', dash: [6, 4], width: 1.5 };
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
