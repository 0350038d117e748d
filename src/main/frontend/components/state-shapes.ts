import { css, html, svg, type TemplateResult } from 'lit';

/** The eight kinds of state; each has a shape of its own that can be told in black and white. */
export type StateKind =
  | 'running'
  | 'progress'
  | 'degraded'
  | 'failed'
  | 'pending'
  | 'stopped'
  | 'unknown'
  | 'suspended';

const shapes: Record<StateKind, TemplateResult> = {
  running: svg`<circle cx="8" cy="8" r="7" fill="currentColor"/><path class="cut" d="M4.7 8.3l2.2 2.2 4.4-4.6"/>`,
  progress: svg`<g class="turn"><circle cx="8" cy="8" r="6.2"/><path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor"/></g>`,
  degraded: svg`<path d="M8 1.6 15.2 14.4H.8z" fill="currentColor" stroke-linejoin="round"/><path class="cut" d="M8 6v4M8 12v.3"/>`,
  failed: svg`<path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" fill="currentColor"/><path class="cut" d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2"/>`,
  pending: svg`<circle cx="8" cy="8" r="6.2" stroke-dasharray="2.6 2.27"/>`,
  stopped: svg`<rect x="2.4" y="2.4" width="11.2" height="11.2" rx="1"/>`,
  unknown: svg`<circle cx="8" cy="8" r="6.4"/><path d="M6.2 6.3a1.9 1.9 0 1 1 2.6 2c-.5.2-.8.6-.8 1.1M8 11.6v.2"/>`,
  suspended: svg`<path d="M5.4 3v10M10.6 3v10" stroke-width="2.6"/>`,
};

/** The shape of a kind as an image without a name: the word beside it says what it means. */
export function stateShape(kind: string, size = 14): TemplateResult {
  const shape = shapes[kind as StateKind] ?? shapes.unknown;
  return html`<svg class="shape" data-kind=${kind} viewBox="0 0 16 16" width=${size} height=${size} aria-hidden="true">${shape}</svg>`;
}

export const shapeStyles = css`
  .shape {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    flex: none;
    display: block;
  }
  .shape [fill='currentColor'] {
    stroke-width: 1;
  }
  .shape .cut {
    stroke: var(--surface);
    stroke-width: 1.8;
    fill: none;
  }
  .shape .turn {
    transform-origin: 8px 8px;
    animation: turn 2.4s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(360deg);
    }
  }
  [data-kind='running'] {
    color: var(--running);
  }
  [data-kind='progress'] {
    color: var(--progress);
  }
  [data-kind='degraded'] {
    color: var(--degraded);
  }
  [data-kind='failed'] {
    color: var(--failed);
  }
  [data-kind='pending'],
  [data-kind='stopped'],
  [data-kind='unknown'],
  [data-kind='suspended'] {
    color: var(--neutral);
  }
  @media (prefers-reduced-motion: reduce) {
    .shape .turn {
      animation: none;
    }
  }
`;
