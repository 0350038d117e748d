import { LitElement, css, html, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Histogram } from './log-source';

const HEIGHT = 32;

/** Lines per time by level; drag over it to look at a part. Fires `zoom` with `{from, to}` in milliseconds. */
@customElement('x-histogram')
export class HistogramElement extends LitElement {
  static styles = css`
    :host {
      display: flex;
      align-items: center;
      gap: 12px;
      height: 40px;
      touch-action: pan-y;
    }
    svg {
      flex: 1;
      min-width: 0;
      height: ${HEIGHT}px;
      cursor: crosshair;
      border-bottom: 1px solid var(--hairline);
    }
    .e {
      fill: var(--level-error);
    }
    .w {
      fill: var(--degraded);
    }
    .o {
      fill: var(--bar);
    }
    .brush {
      fill: var(--focus);
      opacity: 0.18;
    }
    .tip {
      flex: none;
      width: 172px;
      font: 400 12px/16px var(--font);
      color: var(--ink-2);
      font-feature-settings: 'tnum';
      text-align: right;
      white-space: nowrap;
    }
    b {
      display: block;
      font-weight: 500;
      color: var(--ink);
    }
    @media (max-width: 640px) {
      .tip {
        width: 118px;
        font-size: 11px;
      }
    }
  `;

  @property({ attribute: false }) data?: Histogram;
  @state() private brush?: [number, number];
  @state() private hover = -1;

  render() {
    const data = this.data;
    if (!data) {
      return html``;
    }
    const count = data.buckets.length;
    const top = Math.max(1, ...data.buckets.map((each) => each.e + each.w + each.o));
    const bars = data.buckets.map((bucket, index) => {
      const scale = (value: number) => (value === 0 ? 0 : Math.max(1.5, (value / top) * HEIGHT));
      const [error, warn, other] = [scale(bucket.e), scale(bucket.w), scale(bucket.o)];
      const part = (name: string, height: number, below: number) =>
        height ? svg`<rect class=${name} x=${index + 0.1} width="0.8" y=${HEIGHT - below - height} height=${height} />` : svg``;
      return svg`${part('e', error, 0)}${part('w', warn, error)}${part('o', other, error + warn)}`;
    });
    const brush = this.brush;
    return html`<svg
        viewBox="0 0 ${count} ${HEIGHT}"
        preserveAspectRatio="none"
        role="img"
        aria-label=${this.summary(data)}
        @pointerdown=${this.start}
        @pointermove=${this.move}
        @pointerup=${this.end}
        @pointerleave=${() => (this.hover = -1)}
      >
        ${bars}
        ${brush
          ? svg`<rect class="brush" x=${Math.min(...brush)} width=${Math.abs(brush[1] - brush[0])} y="0" height=${HEIGHT} />`
          : svg``}
      </svg>
      <span class="tip">${this.hover >= 0 ? this.at(data, this.hover) : this.told(data, 'lines')}</span>`;
  }

  private summary(data: Histogram): string {
    const sum = (pick: (each: { e: number; w: number; o: number }) => number) =>
      data.buckets.reduce((total, each) => total + pick(each), 0);
    const errors = sum((each) => each.e);
    const warnings = sum((each) => each.w);
    const lines = errors + warnings + sum((each) => each.o);
    return `${lines.toLocaleString()} lines · ${errors.toLocaleString()} errors · ${warnings.toLocaleString()} warnings`;
  }

  private told(data: Histogram, what: string) {
    const [lines, ...rest] = this.summary(data).replace('lines', what).split(' · ');
    return html`<b>${lines}</b>${rest.join(' · ')}`;
  }

  private at(data: Histogram, index: number) {
    const bucket = data.buckets[index];
    if (!bucket) return html``;
    const time = new Date(data.from + (index * (data.to - data.from)) / data.buckets.length).toLocaleTimeString();
    return this.told({ ...data, buckets: [bucket] }, `at ${time}`);
  }

  private place(event: PointerEvent): number {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    return share * (this.data?.buckets.length ?? 0);
  }

  private start(event: PointerEvent) {
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    const at = this.place(event);
    this.brush = [at, at];
  }

  private move(event: PointerEvent) {
    const at = this.place(event);
    this.hover = Math.min(Math.floor(at), (this.data?.buckets.length ?? 1) - 1);
    if (this.brush) this.brush = [this.brush[0], at];
  }

  private end(event: PointerEvent) {
    const data = this.data;
    const brush = this.brush;
    this.brush = undefined;
    if (!data || !brush) return;
    const at = this.place(event);
    const wide = Math.abs(at - brush[0]) > 0.4;
    const low = wide ? Math.min(brush[0], at) : Math.floor(at);
    const high = wide ? Math.max(brush[0], at) : Math.floor(at) + 1;
    const step = (data.to - data.from) / data.buckets.length;
    const detail = { from: Math.floor(data.from + low * step), to: Math.ceil(data.from + high * step) };
    this.dispatchEvent(new CustomEvent<{ from: number; to: number }>('zoom', { detail }));
  }
}
