import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';

const PATIENCE_MILLIS = 3_000;

interface ConnectionState {
  state: string;
  addStateChangeListener(listener: (before: string, now: string) => void): void;
  removeStateChangeListener(listener: (before: string, now: string) => void): void;
}

/** Says when live updates are interrupted for more than three seconds, and of what time the data is. */
@customElement('x-connection')
export class ConnectionElement extends LitElement {
  static styles = css`
    div {
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: 4px 12px;
      padding: 5px 16px;
      background: var(--degraded-tint);
      color: var(--degraded-ink);
      border-bottom: 1px solid var(--degraded);
      font: 500 13px/20px var(--font);
      font-feature-settings: 'tnum';
    }
    button {
      font: inherit;
      color: inherit;
      background: none;
      border: 0;
      text-decoration: underline;
      cursor: pointer;
    }
  `;

  @state() private lostAt?: number;
  private timer = 0;
  private store?: ConnectionState;

  connectedCallback() {
    super.connectedCallback();
    const holder = window as unknown as { Vaadin?: { connectionState?: ConnectionState } };
    this.store = holder.Vaadin?.connectionState;
    this.store?.addStateChangeListener(this.onChange);
    window.addEventListener('offline', this.onOffline);
    window.addEventListener('online', this.onOnline);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.store?.removeStateChangeListener(this.onChange);
    window.removeEventListener('offline', this.onOffline);
    window.removeEventListener('online', this.onOnline);
  }

  render() {
    if (!this.lostAt) return nothing;
    return html`<div role="status">
      <span>Live updates interrupted. What you see is of ${new Date(this.lostAt).toLocaleTimeString()}.</span>
      <span>Connecting again by itself.</span>
      <button @click=${() => location.reload()}>Retry now</button>
    </div>`;
  }

  private readonly onChange = (_before: string, now: string) => {
    if (now === 'reconnecting' || now === 'connection-lost') this.lost();
    else if (now === 'connected') this.found();
  };

  private readonly onOffline = () => this.lost();

  private readonly onOnline = () => {
    if (this.store?.state === 'connected') this.found();
  };

  private lost() {
    if (this.timer || this.lostAt) return;
    const at = Date.now();
    this.timer = window.setTimeout(() => {
      this.lostAt = at;
      document.body.classList.add('stale');
    }, PATIENCE_MILLIS);
  }

  private found() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.lostAt = undefined;
    document.body.classList.remove('stale');
  }
}
