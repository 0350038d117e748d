import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { absoluteText, nextChange, relativeText } from './time-text';

/** A time relative to now, kept true by the browser. */
@customElement('x-time')
export class TimeElement extends LitElement {
  static styles = css`
    :host {
      white-space: nowrap;
      font-feature-settings: 'tnum';
    }
  `;

  @property({ type: Number }) at = 0;
  @property({ type: Boolean }) short = false;

  private timer?: number;

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  connectedCallback() {
    super.connectedCallback();
    this.requestUpdate();
  }

  render() {
    if (!this.at) {
      return html`–`;
    }
    const now = Date.now();
    return html`<time datetime=${new Date(this.at).toISOString()} title=${absoluteText(this.at)}
      >${relativeText(this.at, now, this.short)}</time
    >`;
  }

  updated() {
    clearTimeout(this.timer);
    if (this.at && this.isConnected) {
      this.timer = window.setTimeout(() => this.requestUpdate(), nextChange(this.at, Date.now()));
    }
  }
}
