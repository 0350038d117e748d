import { html, nothing, type TemplateResult } from 'lit';
import { ansiSpans, jsonLine, marked, plainText, routerRequest } from './log-text';
import { digits } from './figures';
import type { LogLine, LogRow } from './log-model';

const LONGEST = 4_096;
const LEVEL_NAMES: Record<string, string> = {
  E: 'error',
  W: 'warning',
  I: 'info',
  D: 'debug',
  T: 'trace',
  '-': 'no level',
};

/** What the rows need to know of the page around them. */
export interface RowContext {
  words: string[];
  current: string;
  linked: string;
  whole: Set<string>;
  open(row: LogRow): void;
  showWhole(key: string): void;
  narrow(part: string): void;
  copy(text: string): void;
  link(line: LogLine): void;
  context(line: LogLine): void;
}

/** The template of one row. */
export function rowTemplate(row: LogRow, around: RowContext): TemplateResult {
  if (row.kind === 'gap') {
    return html`<div class="row gap" data-key=${row.key}>
      <span>${row.lost.toLocaleString()} ${row.lost === 1 ? 'line' : 'lines'} lost (too fast to keep)</span>
    </div>`;
  }
  const line = row.line as LogLine;
  if (row.kind === 'life') {
    return html`<div
      class="row life level-${line.l} ${row.key === around.current ? 'current' : ''} ${row.key === around.linked ? 'linked' : ''}"
      data-key=${row.key}
      title="${plainText(line.m)}\n${fullTime(line.t)}"
    >
      <span>${clock(line.t).slice(0, 8)} · ${marked([{ text: plainText(line.m) }], around.words)}</span>
    </div>`;
  }
  const classes = `row level-${line.l} ${row.key === around.current ? 'current' : ''} ${
    row.key === around.linked ? 'linked' : ''
  } ${row.open ? 'open' : ''}`;
  const hasMore = row.folded.length > 0;
  return html`<div class=${classes} data-key=${row.key}>
      <span class="time" title=${fullTime(line.t)}>${clock(line.t)}</span>
      ${line.i >= 0 ? html`<span class="instance hue-${line.i % 6}">${instanceName(line)}</span>` : html`<span class="instance"></span>`}
      <span class="level" title=${LEVEL_NAMES[line.l] ?? ''}>${line.l === '-' ? '' : line.l}</span>
      <span class="text">${textOf(line, around)}</span>
      <button class="caret ${hasMore ? 'more' : ''}" tabindex="-1" aria-expanded=${row.open} aria-label="Details" @click=${() => around.open(row)}>
        ${hasMore ? html`${row.folded.length} more ` : nothing}${row.open ? '⌃' : '⌄'}
      </button>
    </div>
    ${row.open ? details(row, line, around) : nothing}`;
}

/** How an instance is called among those of its app. */
export function instanceName(line: LogLine): string {
  return line.p ? `${line.p}/${line.i}` : String(line.i);
}

/** The time of day with milliseconds, local. */
export function clock(millis: number): string {
  const date = new Date(millis);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(
    date.getMilliseconds(),
  ).padStart(3, '0')}`;
}

function fullTime(millis: number): string {
  const date = new Date(millis);
  return `${date.toLocaleString()}\n${date.toISOString()}`;
}

function textOf(line: LogLine, around: RowContext): TemplateResult | TemplateResult[] {
  const request = line.s === 'rtr' ? routerRequest(line.m) : undefined;
  if (request) {
    const time = request.millis === undefined ? nothing : html` <span class="field">${digits(request.millis)} ms</span>`;
    return html`<span class="method">${request.method}</span> <span class="status status-${request.status[0]}">${request.status}</span> ${marked(
        [{ text: request.path }],
        around.words,
      )}${time}`;
  }
  const json = jsonLine(line.m);
  if (json) {
    return html`${marked([{ text: json.message }], around.words)}${json.rest.map(
      ([key, value]) => html` <span class="field"><i>${key}=</i>${value.slice(0, 200)}</span>`,
    )}`;
  }
  if (line.m.length <= LONGEST || around.whole.has(line.c)) {
    return marked(ansiSpans(line.m), around.words);
  }
  return html`${marked(ansiSpans(line.m.slice(0, LONGEST)), around.words)}<button class="inline" @click=${() => around.showWhole(line.c)}>… show all ${line.m.length.toLocaleString()} characters</button>`;
}

function details(row: LogRow, line: LogLine, around: RowContext): TemplateResult {
  const json = jsonLine(line.m);
  const text = [line, ...row.folded].map((each) => plainText(each.m)).join('\n');
  const level = (LEVEL_NAMES[line.l] ?? '').replace('warning', 'warn');
  return html`<div class="details" data-key="${row.key}-open">
    ${row.folded.length > 0 ? html`<pre>${row.folded.map((each) => html`${marked(ansiSpans(each.m), around.words)}${'\n'}`)}</pre>` : nothing}
    ${line.s === 'rtr' ? html`<pre>${line.m}</pre>` : nothing}
    ${json ? html`<pre>${JSON.stringify(json.whole, undefined, 2)}</pre>` : nothing}
    <div class="facts">
      <span>${fullTime(line.t).replace('\n', ' · ')}</span>
      <span>${line.i >= 0 ? `instance ${instanceName(line)}` : 'the app'}${line.r ? ` · v${line.r}` : ''} · ${streamName(line.s)}</span>
    </div>
    <div class="acts">
      <button @click=${() => around.copy(text)}>Copy</button>
      <button @click=${() => around.link(line)}>Copy link</button>
      <button @click=${() => around.context(line)}>See in context</button>
      ${line.i >= 0 ? html`<button @click=${() => around.narrow(`instance:${instanceName(line)}`)}>Only instance ${instanceName(line)}</button>` : nothing}
      ${line.l === '-' ? nothing : html`<button @click=${() => around.narrow(`level:${level}`)}>Only ${level}</button>`}
    </div>
  </div>`;
}

function streamName(source: LogLine['s']): string {
  return { out: 'stdout', err: 'stderr', rtr: 'router', plt: 'platform' }[source];
}
