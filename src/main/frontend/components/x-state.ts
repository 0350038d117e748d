import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shapeStyles, stateShape } from './state-shapes';

/** A state by shape and word, on a tint unless `plain`. */
@customElement('x-state')
export class StateElement extends LitElement {
  static styles = [
    shapeStyles,
    css`
      :host {
        display: inline-flex;
        vertical-align: middle;
        max-width: 100%;
      }
      .badge {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        height: 20px;
        padding: 0 7px 0 5px;
        border-radius: 4px;
        font: 500 12px/20px var(--font);
        font-feature-settings: 'tnum';
        white-space: nowrap;
        background: var(--tint);
        color: var(--tint-ink);
        min-width: 0;
      }
      .badge > span {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      :host([plain]) .badge {
        background: none;
        padding: 0;
        color: var(--ink);
        font-size: 13px;
        font-weight: 400;
      }
      :host([kind='running']) {
        --tint: var(--running-tint);
        --tint-ink: var(--running-ink);
      }
      :host([kind='progress']) {
        --tint: var(--progress-tint);
        --tint-ink: var(--progress-ink);
      }
      :host([kind='degraded']) {
        --tint: var(--degraded-tint);
        --tint-ink: var(--degraded-ink);
      }
      :host([kind='failed']) {
        --tint: var(--failed-tint);
        --tint-ink: var(--failed-ink);
      }
      :host {
        --tint: var(--neutral-tint);
        --tint-ink: var(--neutral-ink);
      }
      .flash {
        animation: flash 1s ease-out;
      }
      @keyframes flash {
        from {
          box-shadow: 0 0 0 3px currentColor;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .flash {
          animation: none;
        }
      }
      @media (forced-colors: active) {
        .badge {
          border: 1px solid;
        }
      }
    `,
  ];

  @property() kind = 'unknown';
  @property() word = '';

  private shown?: string;

  render() {
    const changed = this.shown !== undefined && this.shown !== this.kind;
    this.shown = this.kind;
    return html`<span class="badge ${changed ? 'flash' : ''}">${stateShape(this.kind)}<span>${this.word}</span></span>`;
  }
}
