import { html, type TemplateResult } from 'lit';
import { plainText } from './log-text';
import type { LogRow } from './log-model';
import type { LogElement } from './x-log';

/** The small field that Ctrl+F opens: marks what it finds in the lines in memory and goes from one to the next. */
export function findBar(log: LogElement): TemplateResult {
  const found = matches(log.model.rows, log.find ?? '');
  const at = found.indexOf(log.model.rows.findIndex((row) => row.key === log.current));
  return html`<div class="find" role="search">
    <input
      aria-label="Find in the lines shown"
      placeholder="Find"
      spellcheck="false"
      autocomplete="off"
      .value=${log.find ?? ''}
      @input=${(event: Event) => log.setFind((event.target as HTMLInputElement).value)}
      @keydown=${(event: KeyboardEvent) => findKey(log, event)}
    />
    <output>${log.find ? `${at < 0 ? '–' : at + 1}/${found.length.toLocaleString()}` : ''}</output>
    <button title="Previous match (N)" aria-label="Previous match" @click=${() => seekMatch(log, -1)}>↑</button>
    <button title="Next match (n)" aria-label="Next match" @click=${() => seekMatch(log, 1)}>↓</button>
    <button title="Close (Esc)" aria-label="Close" @click=${() => log.setFind(undefined)}>✕</button>
  </div>`;
}

/** Goes to the next or previous row with a match, around the ends. */
export function seekMatch(log: LogElement, step: number) {
  const rows = log.model.rows;
  const found = matches(rows, log.find || log.markedWords[0] || '');
  if (found.length === 0) return;
  const current = rows.findIndex((row) => row.key === log.current);
  const next = step > 0 ? found.find((index) => index > current) : [...found].reverse().find((index) => index < current);
  log.select(next ?? found[step > 0 ? 0 : found.length - 1]);
}

function matches(rows: LogRow[], text: string): number[] {
  const low = text.toLowerCase();
  if (!low) return [];
  const has = (message: string) => plainText(message).toLowerCase().includes(low);
  const found: number[] = [];
  rows.forEach((row, index) => {
    if (row.line && (has(row.line.m) || row.folded.some((line) => has(line.m)))) found.push(index);
  });
  return found;
}

function findKey(log: LogElement, event: KeyboardEvent) {
  event.stopPropagation();
  if (event.key === 'Escape') {
    log.setFind(undefined);
  } else if (event.key === 'Enter') {
    event.preventDefault();
    seekMatch(log, event.shiftKey ? -1 : 1);
  }
}
