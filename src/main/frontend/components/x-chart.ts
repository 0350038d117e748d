import { LitElement, css, html, nothing, unsafeCSS } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import uPlot from 'uplot';
import uplotStyles from 'uplot/dist/uPlot.min.css?inline';
import { LEVEL, axisStart, axisTop, csv, drawn, isLevel, lineLook, lineName, statistics, type Series } from './chart-data';
import { drawMarks, type Mark } from './chart-marks';
import { figure, tick } from './figures';
import { save } from './save';

const HEIGHT = 180;
const REFRESH_MILLIS = 10_000;
const SYNC = 'metrics';
/** Steps of axes in bytes: round in units of 1024. */
const BINARY_STEPS = [...Array(44).keys()].map((power) => 2 ** power);

/** A chart of an app's metrics with its legend as a table; charts of one page share their cursor. */
@customElement('x-chart')
export class ChartElement extends LitElement {
  static styles = [
    unsafeCSS(uplotStyles),
    css`
      :host {
        display: block;
        background: var(--surface);
        border: 1px solid var(--hairline);
        border-radius: 6px;
        padding: 12px 14px 10px;
        min-width: 0;
        font: 400 13px/18px var(--font);
        font-feature-settings: 'tnum';
        color: var(--ink);
      }
      header {
        display: flex;
        justify-content: space-between;
        gap: 8px;
        padding-bottom: 6px;
      }
      h2 {
        margin: 0;
        font: 600 14px/20px var(--font);
      }
      header span {
        color: var(--ink-2);
        font-size: 12px;
      }
      h2 + span {
        flex: 1;
        text-align: right;
      }
      .verbs {
        display: flex;
        white-space: nowrap;
      }
      button {
        min-height: 24px;
        padding: 0 6px;
        border: 0;
        border-radius: 4px;
        background: none;
        color: var(--link);
        font: 500 12px/20px var(--font);
        cursor: pointer;
      }
      button:hover,
      button[aria-pressed='true'] {
        background: var(--hover-strong);
      }
      :is(button, .all):focus-visible {
        outline: 2px solid var(--focus);
      }
      .scroll.all {
        max-height: ${HEIGHT + 60}px;
      }
      .plot {
        min-height: ${HEIGHT}px;
      }
      .empty {
        height: ${HEIGHT}px;
        display: grid;
        place-items: center;
        text-align: center;
        color: var(--ink-2);
        padding: 0 24px;
      }
      .scroll {
        max-height: 118px;
        overflow: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 12px;
        line-height: 18px;
      }
      th,
      td {
        text-align: right;
        font-weight: 400;
        padding: 1px 0 1px 10px;
        white-space: nowrap;
      }
      thead th {
        color: var(--ink-2);
      }
      th:first-child {
        text-align: left;
        padding-left: 0;
      }
      table svg {
        vertical-align: 1px;
        margin-right: 6px;
      }
      .u-select {
        background: color-mix(in srgb, var(--focus) 16%, transparent);
      }
      @media (max-width: 640px) {
        .less {
          display: none;
        }
      }
    `,
  ];

  @property() app = '';
  @property() heading = '';
  @property() unit = '';
  @property() kinds = '';
  @property() empty = 'Nothing was measured in this time.';
  @property({ type: Number }) minutes = 60;
  @property({ type: Number }) since = 0;
  @property({ attribute: 'level-name' }) levelName = '';
  @property({ type: Number, attribute: 'level-each' }) levelEach = 0;
  @property({ type: Number, attribute: 'level-all' }) levelAll = 0;
  @property({ type: Boolean, attribute: 'per-instance' }) perInstance = false;

  @property({ attribute: false }) marks: Mark[] = [];

  @state() private series?: Series;
  @state() private problem = '';
  @state() private at?: number;
  @state() private table = false;
  @query('.plot') private place?: HTMLElement;

  private plot?: uPlot;
  private shape = '';
  private timer = 0;
  private resize?: ResizeObserver;
  private readonly scheme = matchMedia('(prefers-color-scheme: dark)');

  connectedCallback() {
    super.connectedCallback();
    this.timer = window.setInterval(() => !document.hidden && this.load(), REFRESH_MILLIS);
    this.resize = new ResizeObserver(() => this.fit());
    this.resize.observe(this);
    this.scheme.addEventListener('change', this.onTheme);
    window.addEventListener('theme-changed', this.onTheme);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
    this.resize?.disconnect();
    this.scheme.removeEventListener('change', this.onTheme);
    window.removeEventListener('theme-changed', this.onTheme);
    this.drop();
  }

  willUpdate(changed: Map<string, unknown>) {
    if (['app', 'kinds', 'perInstance', 'minutes'].some((name) => changed.has(name)) && this.app) {
      void this.load();
    }
  }

  render() {
    const series = this.series;
    const lines = series ? drawn(series) : [];
    const shown = lines.length > 0;
    return html`<header>
        <h2>${this.heading}</h2>
        <span>${series && shown ? this.caption(series) : nothing}</span>
        ${shown
          ? html`<span class="verbs">
              <button aria-pressed=${this.table} aria-label="${this.heading} as a table" @click=${this.onTable}>Table</button>
              <button aria-label="Download ${this.heading} as CSV" @click=${this.onSave}>CSV</button>
            </span>`
          : nothing}
      </header>
      ${shown ? nothing : html`<div class="empty">${this.emptyText()}</div>`}
      <div class="plot" style=${shown && !this.table ? '' : 'display:none'}></div>
      ${series && shown ? (this.table ? this.values(series) : this.legend(series)) : nothing}`;
  }

  updated(changed: Map<string, unknown>) {
    if (changed.has('marks')) this.drop();
    if (changed.has('series') || changed.has('marks')) this.draw();
  }

  private emptyText() {
    if (this.problem) return this.problem;
    return this.series ? this.empty : 'Loading…';
  }

  private caption(series: Series): string {
    const at = this.at === undefined ? undefined : series.times[this.at];
    const hidden = series.lines.length - drawn(series).length;
    const mark = at === undefined ? undefined : this.marks.find((each) => Math.abs(each.at - at) <= series.step);
    if (mark) return mark.more;
    const last = series.times[series.times.length - 1];
    const late = Date.now() / 1000 - last > 3 * series.step + 20 ? ` · data up to ${new Date(last * 1000).toLocaleTimeString()}` : '';
    const most = hidden > 0 && this.perInstance ? ` · ${drawn(series).length} of ${series.lines.length} lines` : '';
    return `${series.step} s average${most}${late}`;
  }

  /** Every moment in a row, the newest first. */
  private values(series: Series) {
    const lines = drawn(series);
    return html`<div class="scroll all" tabindex="0" role="region" aria-label="${this.heading} by time">
      <table>
        <thead>
          <tr>
            <th scope="col">Time</th>
            ${this.names(series).map((name) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${[...series.times.keys()].reverse().map(
            (at) => html`<tr>
              <th scope="row">${new Date(series.times[at] * 1000).toLocaleTimeString()}</th>
              ${lines.map((line) => html`<td>${figure(line.values[at], this.unit)}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private names(series: Series): string[] {
    const kinds = new Set(series.lines.map((line) => line.kind).filter((kind) => kind !== LEVEL)).size;
    return drawn(series).map((line) => (line.kind === LEVEL ? this.levelName : lineName(line.kind, line.index, kinds, line.name)));
  }

  private legend(series: Series) {
    const names = this.names(series);
    const at = this.at;
    return html`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">${at === undefined || !series.times[at] ? 'Line' : new Date(series.times[at] * 1000).toLocaleTimeString()}</th>
            <th scope="col">${at === undefined ? 'Last' : 'Here'}</th>
            <th scope="col" class="less">Min</th>
            <th scope="col">Average</th>
            <th scope="col">Max</th>
          </tr>
        </thead>
        <tbody>
          ${drawn(series).map((line, position) => {
            const numbers = statistics(line.values);
            const look = lineLook(line.kind, position, line.index);
            return html`<tr>
              <th scope="row">
                <svg width="26" height="8" aria-hidden="true">
                  <line
                    x1="0"
                    x2="26"
                    y1="4"
                    y2="4"
                    stroke="var(${look.color})"
                    stroke-width=${look.width + 0.5}
                    stroke-dasharray=${(look.dash ?? []).join(' ')}
                  /></svg
                >${names[position]}
              </th>
              <td>${figure(at === undefined ? numbers.last : line.values[at], this.unit)}</td>
              <td class="less">${figure(numbers.min, this.unit)}</td>
              <td>${figure(numbers.average, this.unit)}</td>
              <td>${figure(numbers.max, this.unit)}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
  }

  private async load() {
    const to = Date.now();
    const query = new URLSearchParams({
      from: String(Math.round(axisStart(to, this.minutes, this.since))),
      to: String(to),
      kinds: this.kinds,
      perInstance: String(this.perInstance),
    });
    const base = document.baseURI.replace(/\/[^/]*$/, '/');
    try {
      const answer = await fetch(`${base}console/stream/metrics/${this.app}?${query}`);
      if (!answer.ok) throw new Error(`Metrics cannot be read now (${answer.status}).`);
      this.series = this.withLevel((await answer.json()) as Series);
      this.problem = '';
    } catch (error) {
      if (!this.series) this.problem = error instanceof Error ? error.message : String(error);
    }
  }

  private withLevel(series: Series): Series {
    const level = this.perInstance ? this.levelEach : this.levelAll;
    if (!this.levelName || level <= 0 || drawn(series).length === 0) return series;
    return { ...series, lines: [...series.lines, { kind: LEVEL, index: -1, values: series.times.map(() => level) }] };
  }

  private readonly onTable = () => {
    this.table = !this.table;
  };

  private readonly onSave = () => {
    if (!this.series) return;
    const shown = { ...this.series, lines: drawn(this.series) };
    save(`${this.heading.toLowerCase().replaceAll(' ', '-')}.csv`, 'text/csv', csv(shown, this.names(shown)));
  };

  private draw() {
    const series = this.series;
    const place = this.place;
    if (!series || !place) return;
    const lines = drawn(series);
    const shape = lines.map((line) => `${line.kind}${line.name ?? line.index}`).join();
    const data: uPlot.AlignedData = [series.times, ...lines.map((line) => line.values)];
    if (this.plot && this.shape === shape) {
      this.plot.setData(data);
      return;
    }
    this.drop();
    if (lines.length === 0) return;
    this.shape = shape;
    this.plot = new uPlot(this.options(lines), data, place);
  }

  private options(lines: Series['lines']): uPlot.Options {
    const ink = this.color('--ink-2');
    const grid = { stroke: this.color('--hairline'), width: 1 };
    const font = `12px ${getComputedStyle(this).fontFamily}`;
    return {
      width: this.width(),
      height: HEIGHT,
      legend: { show: false },
      cursor: { sync: { key: SYNC }, points: { size: 6 }, drag: { x: true, y: false } },
      padding: [this.marks.length > 0 ? 20 : 8, 12, 0, 0],
      hooks: {
        setCursor: [(plot) => (this.at = plot.cursor.idx ?? undefined)],
        draw: [(plot) => drawMarks(plot, this.marks, { line: ink, failed: this.color('--failed'), font })],
      },
      scales: { y: { range: () => [0, axisTop(this.series ? drawn(this.series) : [])] } },
      axes: [
        { stroke: ink, font, grid: { show: false }, ticks: { show: false }, size: 24, values: clockTicks },
        {
          stroke: ink,
          font,
          grid,
          ticks: { show: false },
          size: 74,
          space: 40,
          incrs: this.unit.startsWith('bytes') ? BINARY_STEPS : undefined,
          values: (_plot, values) => values.map((value) => tick(value, this.unit)),
        },
      ],
      series: [
        {},
        ...lines.map((line, position): uPlot.Series => {
          const look = lineLook(line.kind, position, line.index);
          const stroke = this.color(look.color);
          return {
            stroke,
            width: look.width,
            dash: look.dash,
            fill: position === 0 && lines.filter((each) => !isLevel(each.kind)).length === 1 ? withAlpha(stroke) : undefined,
            points: { show: false },
            spanGaps: false,
          };
        }),
      ],
    };
  }

  private color(name: string): string {
    const probe = document.createElement('span');
    probe.style.color = `var(${name})`;
    this.renderRoot.append(probe);
    const color = getComputedStyle(probe).color;
    probe.remove();
    return color;
  }

  private width(): number {
    return Math.max(200, this.clientWidth - 28);
  }

  private fit() {
    this.plot?.setSize({ width: this.width(), height: HEIGHT });
  }

  private drop() {
    this.plot?.destroy();
    this.plot = undefined;
    this.shape = '';
  }

  private readonly onTheme = () => {
    this.drop();
    this.draw();
  };
}

/** Ticks closer than a minute tell their seconds, else the same minute would stand there twice. */
function clockTicks(_plot: uPlot, seconds: number[]): string[] {
  const second = seconds.length > 1 && seconds[1] - seconds[0] < 60 ? '2-digit' : undefined;
  return seconds.map((each) =>
    new Date(each * 1000).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second, hour12: false }),
  );
}

function withAlpha(color: string): string {
  const channels = /rgba?\(([^)]+)\)/.exec(color);
  return channels ? `rgba(${channels[1].split(',').slice(0, 3).join(',')}, 0.08)` : 'transparent';
}
