import { LitElement, css, html, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';

const WIDTH = 96;
const HEIGHT = 24;

/** Paths of a small line; gaps where a value is missing. */
export function sparkPaths(values: (number | undefined)[], width: number, height: number): string[] {
  const known = values.filter((value): value is number => value !== undefined);
  if (known.length < 2) {
    return [];
  }
  const top = Math.max(...known, 1e-9);
  const step = width / Math.max(1, values.length - 1);
  const paths: string[] = [];
  let path = '';
  values.forEach((value, index) => {
    if (value === undefined) {
      if (path) paths.push(dotted(path));
      path = '';
      return;
    }
    const y = height - 1.5 - (value / top) * (height - 3);
    path += `${path ? 'L' : 'M'}${(index * step).toFixed(1)} ${y.toFixed(1)}`;
  });
  if (path) paths.push(dotted(path));
  return paths;
}

/** A lone value is a dot, not nothing. */
function dotted(path: string): string {
  return path.includes('L') ? path : `${path}h0.01`;
}

/** A line without axes, as wide as its place. */
@customElement('x-spark')
export class SparkElement extends LitElement {
  static styles = css`
    :host {
      display: inline-block;
      width: ${WIDTH}px;
      height: ${HEIGHT}px;
      vertical-align: middle;
    }
    svg {
      width: 100%;
      height: 100%;
      overflow: visible;
    }
    path {
      fill: none;
      stroke: var(--series-1);
      stroke-width: 1.5;
      vector-effect: non-scaling-stroke;
      stroke-linejoin: round;
      stroke-linecap: round;
    }
    line {
      stroke: var(--hairline);
      vector-effect: non-scaling-stroke;
    }
  `;

  @property() values = '';

  render() {
    const numbers = this.values.split(',').map((text) => (text === '' ? undefined : Number(text)));
    const paths = this.values ? sparkPaths(numbers, WIDTH, HEIGHT) : [];
    return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
      ${svg`<line x1="0" y1=${HEIGHT - 0.5} x2=${WIDTH} y2=${HEIGHT - 0.5} />`}
      ${paths.map((path) => svg`<path d=${path}/>`)}
    </svg>`;
  }
}
