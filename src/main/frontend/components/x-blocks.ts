import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shapeStyles, stateShape } from './state-shapes';

const MOST = 12;

/** One small shape per instance; beyond twelve a count of each kind. */
@customElement('x-blocks')
export class BlocksElement extends LitElement {
  static styles = [
    shapeStyles,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: 3px;
        font: 400 12px/16px var(--font);
        font-feature-settings: 'tnum';
        color: var(--ink-2);
      }
      .count {
        margin-right: 6px;
      }
    `,
  ];

  @property() kinds = '';

  render() {
    const kinds = this.kinds.split(' ').filter(Boolean);
    const counts = new Map<string, number>();
    kinds.forEach((kind) => counts.set(kind, (counts.get(kind) ?? 0) + 1));
    const summary = [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ');
    this.title = summary;
    this.setAttribute('role', 'img');
    this.setAttribute('aria-label', summary || 'no instances');
    if (kinds.length <= MOST) {
      return kinds.map((kind) => stateShape(kind, 12));
    }
    return [...counts].map(([kind, count]) => html`${stateShape(kind, 12)}<span class="count">${count}</span>`);
  }
}
