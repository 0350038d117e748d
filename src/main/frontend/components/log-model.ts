/** One line as the stream endpoints send it. */
export interface LogLine {
  c: string;
  t: number;
  /** The process, where it is not web. */
  p?: string;
  i: number;
  n: string;
  r: number;
  s: 'out' | 'err' | 'rtr' | 'plt';
  l: string;
  m: string;
}

/** What stands in one place of the list: a line with the lines folded under it, a line of the platform, or a gap. */
export interface LogRow {
  key: string;
  kind: 'line' | 'life' | 'gap';
  line?: LogLine;
  folded: LogLine[];
  lost: number;
  open: boolean;
  height: number;
}

export const ROW_HEIGHT = 18;
const RING_LINES = 20_000;
const RING_CHARACTERS = 20_000_000;
const FOLD_WITHIN_MILLIS = 2_000;
const FOLD_LOOKBACK = 60;
const CONTINUATION =
  /^(\s+at\s|\s*\.{3} \d+ (more|common)|Caused by: |\s+Suppressed: |\s+File ".*", line |\s{4,}\S|goroutine \d+|\s+\^)/;

/** Whether a line belongs to the trace above it. */
export function isContinuation(text: string): boolean {
  return CONTINUATION.test(text);
}

/** The lines in memory: bounded in number and size, oldest dropped first. */
export class LogModel {
  rows: LogRow[] = [];
  lines = 0;
  private characters = 0;
  private gaps = 0;

  get first(): string | undefined {
    return this.rows.find((row) => row.line)?.line?.c;
  }

  get last(): string | undefined {
    for (let index = this.rows.length - 1; index >= 0; index--) {
      const row = this.rows[index];
      const line = row.folded.length > 0 ? row.folded[row.folded.length - 1] : row.line;
      if (line) return line.c;
    }
    return undefined;
  }

  clear() {
    this.rows = [];
    this.lines = 0;
    this.characters = 0;
  }

  /** Adds newer lines; answers how many pixels were dropped at the top. */
  append(lines: LogLine[]): number {
    lines.forEach((line) => this.place(this.rows, line));
    return this.trim();
  }

  /** Adds older lines before the first; answers their rows. */
  prepend(lines: LogLine[]): LogRow[] {
    const older: LogRow[] = [];
    lines.forEach((line) => this.place(older, line));
    this.rows = older.concat(this.rows);
    return older;
  }

  gap(lost: number) {
    this.rows.push({ key: `gap-${this.gaps++}`, kind: 'gap', folded: [], lost, open: false, height: ROW_HEIGHT });
  }

  get isFull(): boolean {
    return this.lines >= RING_LINES;
  }

  private place(rows: LogRow[], line: LogLine) {
    this.lines++;
    this.characters += line.m.length;
    if (line.s !== 'plt' && isContinuation(line.m)) {
      const head = headOf(rows, line);
      if (head) {
        head.folded.push(line);
        return;
      }
    }
    const kind = line.s === 'plt' ? 'life' : 'line';
    rows.push({ key: line.c, kind, line, folded: [], lost: 0, open: false, height: ROW_HEIGHT });
  }

  private trim(): number {
    let dropped = 0;
    let count = 0;
    while (count < this.rows.length - 1 && (this.lines > RING_LINES || this.characters > RING_CHARACTERS)) {
      const row = this.rows[count++];
      dropped += row.height;
      const gone = row.line ? [row.line, ...row.folded] : [];
      this.lines -= gone.length;
      gone.forEach((line) => (this.characters -= line.m.length));
    }
    if (count > 0) {
      this.rows.splice(0, count);
    }
    return dropped;
  }
}

/** The part of the list that is on the screen, by the heights of its rows. */
export function visiblePart(rows: LogRow[], top: number, height: number, most: number) {
  let offset = 0;
  let start = 0;
  while (start < rows.length && offset + rows[start].height < top) {
    offset += rows[start++].height;
  }
  let end = start;
  let shown = 0;
  while (end < rows.length && end - start < most && offset + shown < top + height) {
    shown += rows[end++].height;
  }
  return { start, end, offset };
}

/** The height of all rows. */
export function totalHeight(rows: LogRow[]): number {
  let sum = 0;
  for (const row of rows) sum += row.height;
  return sum;
}

function headOf(rows: LogRow[], line: LogLine): LogRow | undefined {
  for (let index = rows.length - 1, seen = 0; index >= 0 && seen < FOLD_LOOKBACK; index--, seen++) {
    const row = rows[index];
    if (row.kind === 'line' && row.line?.n === line.n) {
      return line.t - row.line.t <= FOLD_WITHIN_MILLIS ? row : undefined;
    }
  }
  return undefined;
}
