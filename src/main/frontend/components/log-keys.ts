import { seekMatch } from './log-find';
import type { LogElement } from './x-log';
import type { LogRow } from './log-model';

/** The keys of the log page while its lines have the focus. */
export function logKey(log: LogElement, event: KeyboardEvent) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) {
    return;
  }
  const action = actions[event.key];
  if (!action) {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  action(log);
}

const actions: Record<string, (log: LogElement) => void> = {
  f: (log) => log.follow(),
  End: (log) => log.follow(),
  ' ': (log) => log.togglePause(),
  w: (log) => log.toggleWrap(),
  h: (log) => (log.showHistogram = !log.showHistogram),
  e: (log) => seek(log, 1, (row) => row.line?.l === 'E'),
  E: (log) => seek(log, -1, (row) => row.line?.l === 'E'),
  n: (log) => seekMatch(log, 1),
  N: (log) => seekMatch(log, -1),
  ArrowDown: (log) => seek(log, 1, () => true),
  ArrowUp: (log) => seek(log, -1, () => true),
  j: (log) => seek(log, 1, () => true),
  k: (log) => seek(log, -1, () => true),
  l: (log) => {
    const line = currentRow(log)?.line;
    if (line) log.copyLink(line);
  },
  Enter: (log) => {
    const row = currentRow(log);
    if (row?.kind === 'line') log.toggleOpen(row);
  },
  '/': (log) => log.input?.focus(),
  Escape: (log) => log.setFind(undefined),
};

function currentRow(log: LogElement): LogRow | undefined {
  return log.model.rows.find((row) => row.key === log.current);
}

function seek(log: LogElement, step: number, wanted: (row: LogRow) => boolean) {
  const rows = log.model.rows;
  const found = rows.findIndex((row) => row.key === log.current);
  let index = found < 0 ? (step > 0 ? -1 : rows.length) : found;
  for (index += step; index >= 0 && index < rows.length; index += step) {
    if (wanted(rows[index])) {
      log.select(index);
      return;
    }
  }
}
