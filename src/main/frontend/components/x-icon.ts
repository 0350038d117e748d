import { LitElement, css, html, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { icons } from './icons';

/** An outline icon in the colour of its text. */
@customElement('x-icon')
export class IconElement extends LitElement {
  static styles = css`
    :host {
      display: inline-flex;
      width: 16px;
      height: 16px;
      flex: none;
      vertical-align: -3px;
    }
    :host([large]) {
      width: 20px;
      height: 20px;
    }
    svg {
      width: 100%;
      height: 100%;
      fill: none;
      stroke: currentColor;
      stroke-width: 1.75;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `;

  @property() name = '';

  render() {
    return html`<svg viewBox="0 0 24 24" aria-hidden="true">${icons[this.name] ?? svg``}</svg>`;
  }
}
