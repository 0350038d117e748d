import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { LogModel, ROW_HEIGHT, totalHeight, visiblePart, type LogLine, type LogRow } from './log-model';
import { filterText, marks, parseFilter, readAddress, writeAddress, type LogFilter } from './log-filter';
import { LogSource, type Histogram, type StreamState } from './log-source';
import { logBar } from './log-bar';
import { findBar } from './log-find';
import { logKey } from './log-keys';
import { logStyles } from './log-styles';
import { rowTemplate, type RowContext } from './log-row';
import { copyText } from './x-copy';
import './x-icon';
import './x-histogram';

const PAGE_LINES = '600';
const COMPACT_LINES = '100';
const DOM_ROWS = 180;
const HELD_LINES = 20_000;
const HISTOGRAM_MILLIS = 10_000;
const HIDDEN_MILLIS = 30_000;
const NEAR_TOP = 240;

/** The log of an app: live, bounded in memory and on the page, its filter in the address. */
@customElement('x-log')
export class LogElement extends LitElement {
  static styles = logStyles;

  @property() app = '';
  @property() filter = '';
  @property() empty = 'No lines yet. What the app writes to stdout and stderr appears here.';
  @property({ type: Boolean }) compact = false;
  @property({ type: Boolean }) stopped = false;
  @property({ type: Number }) instances = 0;

  @state() chosen: LogFilter = parseFilter('');
  @state() following = true;
  @state() paused = false;
  @state() wrap = matchMedia('(max-width: 640px)').matches;
  @state() showHistogram = true;
  @state() range = '1h';
  @state() window?: { from: number; to: number };
  @state() histogram?: Histogram;
  @state() current = '';
  @state() rate = 0;
  @state() find?: string;
  @state() connection: StreamState = 'connecting';
  @state() private problem = '';
  @state() private loading = true;
  @state() private unseen = { lines: 0, errors: 0 };
  @state() private unfiltered = 0;
  @query('.find input') private findInput?: HTMLInputElement;
  @query('.lines') private scroller?: HTMLElement;
  @query('input') input?: HTMLInputElement;

  readonly model = new LogModel();
  private source = new LogSource('');
  private linked = '';
  private whole = new Set<string>();
  private held: LogLine[] = [];
  private arriving: LogLine[] = [];
  private frame = 0;
  private drawnRows: LogRow[] = [];
  private hasOlder = false;
  private hasNewer = false;
  private loadingOlder = false;
  private loadingNewer = false;
  private generation = 0;
  private lastTop = 0;
  private recent: number[] = [];
  private timers: number[] = [];
  private hiddenTimer = 0;

  connectedCallback() {
    super.connectedCallback();
    const address = new URLSearchParams(location.search);
    this.chosen = this.compact ? parseFilter(this.filter) : readAddress(location.search, this.filter);
    if (!this.compact) {
      this.linked = address.get('line') ?? '';
      this.range = address.get('range') ?? '1h';
      const [from, to] = [Number(address.get('from')), Number(address.get('to'))];
      if (from > 0 && to > from) this.window = { from, to };
      this.wrap = address.get('wrap') === '1' || this.wrap;
    }
    this.source = new LogSource(this.app);
    document.addEventListener('visibilitychange', this.onVisibility);
    document.addEventListener('selectionchange', this.onSelection);
    document.addEventListener('keydown', this.onFindKey);
    this.timers = [window.setInterval(() => this.measureRate(), 1_000)];
    if (!this.compact) {
      this.timers.push(window.setInterval(() => !this.window && this.loadHistogram(), HISTOGRAM_MILLIS));
    }
    void this.restart();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.source.close();
    this.timers.forEach((timer) => clearInterval(timer));
    clearTimeout(this.hiddenTimer);
    document.removeEventListener('visibilitychange', this.onVisibility);
    document.removeEventListener('selectionchange', this.onSelection);
    document.removeEventListener('keydown', this.onFindKey);
    cancelAnimationFrame(this.frame);
  }

  render() {
    const rows = this.model.rows;
    const height = totalHeight(rows);
    const shown = this.scroller?.clientHeight ?? 600;
    // While following, the end is where it will be scrolled to: one drawing for each frame, not two.
    const top = this.isAtEnd ? Math.max(0, height - shown) : (this.scroller?.scrollTop ?? 0);
    const part = visiblePart(rows, top - 200, shown + 400, DOM_ROWS);
    this.drawnRows = rows.slice(part.start, part.end);
    return html`${this.compact ? nothing : logBar(this)}
      ${!this.compact && this.showHistogram
        ? html`<x-histogram
            .data=${this.histogram}
            @zoom=${(event: CustomEvent<{ from: number; to: number }>) => this.zoom(event.detail)}
          ></x-histogram>`
        : nothing}
      ${this.notice()}${this.find === undefined ? nothing : html`<div>${findBar(this)}</div>`}
      <div
        class="lines ${this.wrap ? 'wrap' : ''}"
        tabindex="0"
        role="region"
        aria-label="Log lines"
        aria-live="off"
        @scroll=${this.onScroll}
        @keydown=${(event: KeyboardEvent) => logKey(this, event)}
      >
        ${rows.length === 0
          ? this.emptyText()
          : html`<div class="rows" style="height:${height}px">
              <div style="transform:translateY(${part.offset}px)">
                ${repeat(
                  this.drawnRows,
                  (row) => row.key,
                  (row) => html`<div class="slot">${rowTemplate(row, this.rowContext)}</div>`,
                )}
              </div>
            </div>`}
      </div>
      ${!this.following && this.unseen.lines > 0
        ? html`<button class="pill" @click=${() => this.follow()}>${this.pillText()}</button>`
        : nothing}`;
  }

  updated() {
    const scroller = this.scroller;
    if (!scroller) return;
    if (this.measure()) this.requestUpdate();
    if (this.isAtEnd) {
      scroller.scrollTop = scroller.scrollHeight;
      this.lastTop = scroller.scrollTop;
    }
  }

  /** Shows the newest lines and goes on with them. */
  follow() {
    this.paused = false;
    this.takeArrived();
    this.addLines(this.held);
    this.held = [];
    this.unseen = { lines: 0, errors: 0 };
    if (this.linked || this.window || !this.source.isOpen) {
      this.linked = '';
      this.window = undefined;
      void this.restart();
    }
    this.following = true;
    this.requestUpdate();
  }

  /** Opens the find field with a text, or closes it. */
  setFind(text?: string) {
    this.find = text;
    if (text === undefined) this.scroller?.focus();
  }

  /** Whether a part of the past is shown instead of what comes. */
  get isHistory(): boolean {
    return this.linked !== '' || this.window !== undefined;
  }

  private get isAtEnd(): boolean {
    return this.following && !this.paused;
  }

  get markedWords(): string[] {
    return this.find ? [this.find] : marks(this.chosen);
  }

  /** Freezes what is shown; lines go on being gathered. */
  togglePause() {
    if (this.paused) this.follow();
    else this.paused = true;
  }

  setFilter(filter: LogFilter) {
    this.chosen = filter;
    void this.restart();
  }

  setRange(range: string) {
    this.range = range;
    this.window = undefined;
    void this.restart();
  }

  toggleWrap() {
    this.wrap = !this.wrap;
    this.model.rows.forEach((row) => (row.height = ROW_HEIGHT));
    this.writeAddress();
  }

  stopFollowing() {
    this.following = false;
  }

  /** Brings a row into view and makes it the current one. */
  select(index: number) {
    const row = this.model.rows[index];
    const scroller = this.scroller;
    if (!row || !scroller) return;
    this.following = false;
    this.current = row.key;
    const top = totalHeight(this.model.rows.slice(0, index));
    if (top < scroller.scrollTop || top + row.height > scroller.scrollTop + scroller.clientHeight) {
      scroller.scrollTop = top - scroller.clientHeight / 3;
    }
  }

  copyLink(line: LogLine) {
    const query = new URLSearchParams(location.search);
    query.set('line', line.c);
    void copyText(`${location.origin}${location.pathname}?${query}`);
  }

  toggleOpen(row: LogRow) {
    row.open = !row.open;
    row.height = ROW_HEIGHT;
    this.following = false;
    this.requestUpdate();
  }

  get downloadUrl(): string {
    return this.source.url('/download', { ...this.bounds(), q: filterText(this.chosen) });
  }

  private readonly rowContext: RowContext = this.makeRowContext();

  private makeRowContext(): RowContext {
    const element = this;
    return {
      get words() {
        return element.markedWords;
      },
      get current() {
        return element.current;
      },
      get linked() {
        return element.linked;
      },
      whole: element.whole,
      open: (row) => element.toggleOpen(row),
      showWhole: (key) => {
        element.whole.add(key);
        element.requestUpdate();
      },
      narrow: (part) => element.setFilter(parseFilter(`${filterText(element.chosen)} ${part}`)),
      copy: (text) => void copyText(text),
      link: (line) => element.copyLink(line),
      context: (line) => {
        element.linked = line.c;
        element.setFilter(parseFilter(''));
      },
    };
  }

  private async restart() {
    const generation = ++this.generation;
    this.source.close();
    this.model.clear();
    this.held = [];
    this.arriving = [];
    this.hasNewer = false;
    this.unseen = { lines: 0, errors: 0 };
    this.problem = '';
    this.loading = true;
    this.following = !this.linked && !this.window;
    this.writeAddress();
    void this.loadHistogram();
    try {
      await this.loadFirst(generation);
    } catch (error) {
      if (generation === this.generation) {
        this.problem = error instanceof Error ? error.message : String(error);
        this.connection = 'lost';
      }
    } finally {
      if (generation === this.generation) this.loading = false;
    }
  }

  private async loadFirst(generation: number) {
    const q = filterText(this.chosen);
    const limit = this.compact ? COMPACT_LINES : PAGE_LINES;
    if (this.linked) {
      await this.loadAround(q, generation);
      return;
    }
    // A part of the past is read from its start, what is live from its end.
    const page = await this.source.page({ ...this.bounds(), q, limit, newest: String(!this.window) });
    if (generation !== this.generation) return;
    this.hasOlder = page.more && !this.window;
    this.hasNewer = page.more && !!this.window;
    if (page.lost > 0) this.model.gap(page.lost);
    this.model.append(page.lines);
    if (page.lines.length === 0) void this.countUnfiltered();
    if (this.window) {
      this.connection = 'closed';
    } else {
      const anchor = this.model.last ?? (await this.newestCursor(q));
      if (generation === this.generation) this.openStream(anchor);
    }
  }

  private async loadAround(q: string, generation: number) {
    const cursor = this.linked;
    const [before, after] = await Promise.all([
      this.source.page({ q, before: (BigInt(cursor) + 1n).toString(), limit: '200' }),
      this.source.page({ q, after: cursor, limit: '200' }),
    ]);
    if (generation !== this.generation) return;
    this.hasOlder = before.more;
    this.hasNewer = after.more;
    this.model.append([...before.lines, ...after.lines]);
    this.connection = 'closed';
    await this.updateComplete;
    this.select(this.model.rows.findIndex((row) => row.key === cursor));
  }

  /** Where the stream goes on when no line is shown: behind the newest match of all, so that none between is skipped. */
  private async newestCursor(q: string): Promise<string> {
    const page = await this.source.page({ q, limit: '1' });
    return page.lines[0]?.c ?? '1';
  }

  private openStream(after: string) {
    const generation = this.generation;
    this.source.follow(after, filterText(this.chosen), {
      lines: (lines) => generation === this.generation && this.arrived(lines),
      gap: (lost) => {
        this.takeArrived();
        this.model.gap(lost);
        this.requestUpdate();
      },
      state: (connection) => (this.connection = connection),
    });
  }

  private arrived(lines: LogLine[]) {
    this.recent.push(lines.length);
    if (!this.following || this.paused) {
      const errors = lines.filter((line) => line.l === 'E').length;
      this.unseen = { lines: this.unseen.lines + lines.length, errors: this.unseen.errors + errors };
    }
    if (this.paused) {
      this.held = [...this.held, ...lines].slice(-HELD_LINES);
      return;
    }
    this.arriving.push(...lines);
    if (this.arriving.length > 2 * HELD_LINES) this.arriving = this.arriving.slice(-HELD_LINES);
    // What comes within one frame is drawn once.
    this.frame ||= requestAnimationFrame(() => this.takeArrived());
  }

  private takeArrived() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const lines = this.arriving;
    this.arriving = [];
    this.addLines(lines);
  }

  private addLines(lines: LogLine[]) {
    if (lines.length === 0) return;
    const dropped = this.model.append(lines);
    if (dropped > 0 && !this.following && this.scroller) {
      this.scroller.scrollTop -= dropped;
    }
    this.requestUpdate();
  }

  private async loadOlder() {
    const first = this.model.first;
    if (!this.hasOlder || this.loadingOlder || this.model.isFull || !first) return;
    this.loadingOlder = true;
    try {
      const bounds = this.linked ? {} : this.bounds();
      const page = await this.source.page({
        ...bounds,
        q: filterText(this.chosen),
        before: first,
        limit: PAGE_LINES,
        newest: 'true',
      });
      this.hasOlder = page.more;
      const added = totalHeight(this.model.prepend(page.lines));
      this.requestUpdate();
      await this.updateComplete;
      if (this.scroller) this.scroller.scrollTop += added;
    } catch {
      this.hasOlder = true;
    } finally {
      this.loadingOlder = false;
    }
  }

  private async loadNewer() {
    const last = this.model.last;
    if (!this.hasNewer || this.loadingNewer || !last) return;
    const generation = this.generation;
    this.loadingNewer = true;
    try {
      const to: Record<string, string> = this.window ? { to: String(this.window.to) } : {};
      const page = await this.source.page({ ...to, q: filterText(this.chosen), after: last, limit: PAGE_LINES });
      if (generation !== this.generation) return;
      this.hasNewer = page.more;
      this.addLines(page.lines);
    } catch {
      this.hasNewer = true;
    } finally {
      this.loadingNewer = false;
    }
  }

  private async loadHistogram() {
    if (this.compact || !this.showHistogram || document.hidden) return;
    const to = this.window?.to ?? Date.now();
    const from = this.window?.from ?? to - rangeMillis(this.range);
    const wanted = { from: String(from), to: String(to), q: filterText(this.chosen), buckets: '120' };
    this.histogram = await this.source.histogram(wanted).catch(() => undefined);
  }

  /** What a page without lines can say: how many there are without the filter, or −1 when there are only older ones. */
  private async countUnfiltered() {
    this.unfiltered = 0;
    if (!filterText(this.chosen)) {
      const any = await this.source.page({ q: '', limit: '1' }).catch(() => undefined);
      this.unfiltered = any && any.lines.length > 0 ? -1 : 0;
      return;
    }
    const to = Date.now();
    const whole = await this.source
      .histogram({ from: String(to - rangeMillis(this.range)), to: String(to), q: '', buckets: '1' })
      .catch(() => undefined);
    this.unfiltered = whole?.buckets.reduce((sum, each) => sum + each.e + each.w + each.o, 0) ?? 0;
  }

  private bounds(): Record<string, string> {
    if (this.window) return { from: String(this.window.from), to: String(this.window.to) };
    return this.compact ? {} : { from: String(Date.now() - rangeMillis(this.range)) };
  }

  private zoom(part: { from: number; to: number }) {
    this.window = part;
    this.linked = '';
    void this.restart();
  }

  private writeAddress() {
    if (this.compact) return;
    const more = {
      range: this.range === '1h' ? '' : this.range,
      from: this.window ? String(this.window.from) : '',
      to: this.window ? String(this.window.to) : '',
      wrap: this.wrap ? '1' : '',
      line: this.linked,
    };
    history.replaceState(history.state, '', location.pathname + writeAddress(location.search, this.chosen, more));
  }

  private notice() {
    if (this.problem) {
      return html`<div class="notice" role="status">
        <span><b>Logs cannot be read now.</b> ${this.problem}</span><button @click=${() => this.restart()}>Try again</button>
      </div>`;
    }
    if (this.connection === 'lost') {
      return html`<div class="notice" role="status">Live lines interrupted. Reconnecting by itself; nothing is skipped.</div>`;
    }
    if (this.window) {
      const { from, to } = this.window;
      return html`<div class="notice" role="status">
        <span><b>Not live:</b> ${new Date(from).toLocaleString()} to ${new Date(to).toLocaleTimeString()}</span>
        <button @click=${() => this.follow()}>Back to live</button>
      </div>`;
    }
    return this.linked
      ? html`<div class="notice" role="status">
          <span><b>Not live:</b> around a linked line.</span> <button @click=${() => this.follow()}>Back to live</button>
        </div>`
      : nothing;
  }

  private emptyText() {
    if (this.loading || this.problem) {
      return html`<div class="empty">${this.problem ? nothing : 'Loading lines…'}</div>`;
    }
    const text = filterText(this.chosen);
    if (text) {
      return html`<div class="empty">
        <b>No lines match ${text}</b>
        ${this.unfiltered > 0 ? `${this.unfiltered.toLocaleString()} lines in this range without the filter. ` : nothing}
        <button @click=${() => this.setFilter(parseFilter(''))}>Clear filter</button>
      </div>`;
    }
    if (this.unfiltered < 0) {
      return html`<div class="empty">
        <b>${this.window ? 'No lines in this part' : `No lines in the last ${this.range.replace(/(\d+)/, '$1 ')}`}</b>
        The app wrote earlier.
        <button @click=${() => this.setRange('7d')}>Show the last 7 days</button>
      </div>`;
    }
    return html`<div class="empty"><b>${this.stopped ? 'The app is stopped' : 'Nothing written yet'}</b>${this.empty}</div>`;
  }

  private pillText(): string {
    const { lines, errors } = this.unseen;
    const told = errors > 0 ? `, ${errors.toLocaleString()} ${errors === 1 ? 'error' : 'errors'}` : '';
    return `↓ ${lines.toLocaleString()} new ${lines === 1 ? 'line' : 'lines'}${told}`;
  }

  private measure(): boolean {
    const rows = this.drawnRows;
    if (rows.length === 0 || (!this.wrap && !rows.some((row) => row.open))) return false;
    let changed = false;
    this.renderRoot.querySelectorAll<HTMLElement>('.slot').forEach((slot, index) => {
      const row: LogRow | undefined = rows[index];
      if (row && Math.abs(row.height - slot.offsetHeight) > 0.5) {
        row.height = slot.offsetHeight;
        changed = true;
      }
    });
    return changed;
  }

  private measureRate() {
    const rate = this.recent.reduce((sum, each) => sum + each, 0);
    this.recent = [];
    if (rate !== this.rate) this.rate = rate;
  }

  private onScroll() {
    const scroller = this.scroller;
    if (!scroller) return;
    const top = scroller.scrollTop;
    if (this.isAtEnd && Math.abs(top - this.lastTop) < 1) return;
    const atEnd = scroller.scrollHeight - top - scroller.clientHeight < 6;
    if (top < this.lastTop - 1 && !atEnd) {
      this.following = false;
    } else if (atEnd && !this.following && !this.linked && !this.window && !this.paused) {
      this.following = true;
      this.unseen = { lines: 0, errors: 0 };
    }
    this.lastTop = top;
    if (top < NEAR_TOP) void this.loadOlder();
    if (scroller.scrollHeight - top - scroller.clientHeight < NEAR_TOP) void this.loadNewer();
    this.requestUpdate();
  }

  private readonly onSelection = () => {
    const root = this.renderRoot as ShadowRoot & { getSelection?: () => Selection | null };
    const selection = root.getSelection?.();
    if (selection && !selection.isCollapsed && this.scroller?.contains(selection.anchorNode)) {
      this.following = false;
    }
  };

  private readonly onVisibility = () => {
    clearTimeout(this.hiddenTimer);
    if (document.hidden) {
      this.hiddenTimer = window.setTimeout(() => this.source.close(), HIDDEN_MILLIS);
    } else if (!this.source.isOpen && !this.isHistory) {
      this.resume();
    }
  };

  /** Goes on behind the newest line that arrived, shown or not, so that what came meanwhile follows without a gap. */
  private resume() {
    const newest = this.arriving.at(-1)?.c ?? this.held.at(-1)?.c ?? this.model.last;
    if (newest) this.openStream(newest);
    else void this.restart();
  }

  /** Opens the find field; pressed again inside it, the browser's own search opens. */
  private readonly onFindKey = (event: KeyboardEvent) => {
    if (this.compact || event.key !== 'f' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    if (this.find !== undefined && this.renderRoot instanceof ShadowRoot && this.renderRoot.activeElement === this.findInput) {
      return;
    }
    event.preventDefault();
    this.find ??= '';
    this.following = false;
    void this.updateComplete.then(() => {
      this.findInput?.focus();
      this.findInput?.select();
    });
  };
}

/** A range such as `15m` in milliseconds. */
export function rangeMillis(range: string): number {
  const unit = { m: 60_000, h: 3_600_000, d: 86_400_000 }[range.slice(-1)] ?? 60_000;
  return Number(range.slice(0, -1)) * unit;
}
