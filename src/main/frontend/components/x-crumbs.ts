import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { go, placeOf, score, type AppEntry } from './app-index';
import { shapeStyles, stateShape } from './state-shapes';
import './x-icon';

/** A part of the breadcrumb; the app's part is a switcher. */
export interface Crumb {
  text: string;
  url: string;
  switcher: boolean;
}

const MOST = 50;

/** Where one is; the app's part opens a list with filter and keeps the sub-page. */
@customElement('x-crumbs')
export class CrumbsElement extends LitElement {
  static styles = [
    shapeStyles,
    css`
      :host {
        display: flex;
        min-width: 0;
        position: relative;
        font: 400 14px/20px var(--font);
      }
      nav {
        display: flex;
        align-items: center;
        min-width: 0;
      }
      a,
      button {
        font: inherit;
        color: var(--ink-2);
        text-decoration: none;
        background: none;
        border: 0;
        padding: 0 6px;
        height: 28px;
        line-height: 28px;
        border-radius: 5px;
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
        cursor: pointer;
        max-width: 220px;
      }
      a:hover,
      button:hover {
        background: var(--hover);
        color: var(--ink);
      }
      :focus-visible {
        outline: 2px solid var(--focus);
        outline-offset: -2px;
      }
      .last {
        color: var(--ink);
        font-weight: 600;
      }
      .slash {
        color: var(--ink-2);
        opacity: 0.6;
      }
      .menu {
        position: absolute;
        z-index: 60;
        top: 36px;
        left: 0;
        width: 300px;
        max-width: calc(100vw - 32px);
        background: var(--surface);
        border: 1px solid var(--hairline);
        border-radius: 8px;
        box-shadow: var(--shadow);
        padding: 6px;
      }
      input {
        width: 100%;
        box-sizing: border-box;
        height: 30px;
        padding: 0 8px;
        font: inherit;
        color: var(--ink);
        background: var(--surface);
        border: 1px solid var(--control);
        border-radius: 5px;
        margin-bottom: 4px;
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
        max-height: 320px;
        overflow: auto;
      }
      li a {
        display: flex;
        align-items: center;
        gap: 8px;
        color: var(--ink);
        max-width: none;
        height: 32px;
        line-height: 32px;
      }
      li a[aria-selected='true'] {
        background: var(--hover-strong);
      }
      li small {
        color: var(--ink-2);
        margin-left: auto;
        font-size: 12px;
      }
      .none {
        padding: 8px;
        color: var(--ink-2);
      }
      @media (max-width: 640px) {
        .org {
          display: none;
        }
      }
    `,
  ];

  @property({ type: Array }) crumbs: Crumb[] = [];
  @property({ type: Array }) apps: AppEntry[] = [];
  @state() private open = false;
  @state() private typed = '';
  @state() private chosen = 0;
  @query('input') private input?: HTMLInputElement;

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('pointerdown', this.onOutside);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.onOutside);
  }

  render() {
    const last = this.crumbs.length - 1;
    return html`<nav aria-label="Breadcrumb">
        ${this.crumbs.map((crumb, index) => {
          const slash = index > 0 ? html`<span class="slash ${index === 1 ? 'org' : ''}" aria-hidden="true">/</span>` : nothing;
          const classes = index === last ? 'last' : index === 0 && last > 0 ? 'org' : '';
          return crumb.switcher
            ? html`${slash}<button class=${classes} aria-haspopup="listbox" aria-expanded=${this.open} @click=${this.toggle}>
                  ${crumb.text} <x-icon name="down"></x-icon>
                </button>`
            : html`${slash}<a class=${classes} href=${crumb.url} aria-current=${index === last ? 'page' : nothing}>${crumb.text}</a>`;
        })}
      </nav>
      ${this.open ? this.menu() : nothing}`;
  }

  private menu() {
    const found = this.found();
    return html`<div class="menu" @keydown=${this.onKey}>
      <input
        aria-label="Switch to app"
        placeholder="Switch to app…"
        .value=${this.typed}
        @input=${(event: Event) => {
          this.typed = (event.target as HTMLInputElement).value;
          this.chosen = 0;
        }}
      />
      <ul role="listbox" aria-label="Apps">
        ${found.map(
          (app, index) =>
            html`<li>
              <a role="option" href=${this.target(app)} aria-selected=${index === this.chosen} @click=${() => (this.open = false)}
                >${stateShape(app.kind, 12)}${app.name}<small>${app.space}</small></a
              >
            </li>`,
        )}
      </ul>
      ${found.length === 0 ? html`<div class="none">No app is called like that.</div>` : nothing}
    </div>`;
  }

  private found(): AppEntry[] {
    return this.apps
      .map((app) => ({ app, fit: score(app.name, this.typed) }))
      .filter(({ fit }) => fit > 0)
      .sort((one, two) => two.fit - one.fit || one.app.name.localeCompare(two.app.name))
      .slice(0, MOST)
      .map(({ app }) => app);
  }

  /** The same page of another app. */
  private target(app: AppEntry): string {
    const { sub } = placeOf(location.pathname.slice(new URL(document.baseURI).pathname.length));
    return sub ? `${app.url}/${sub}` : app.url;
  }

  private async toggle() {
    this.open = !this.open;
    this.typed = '';
    this.chosen = 0;
    await this.updateComplete;
    this.input?.focus();
  }

  private onKey(event: KeyboardEvent) {
    event.stopPropagation();
    const found = this.found();
    if (event.key === 'Escape') {
      this.open = false;
      this.renderRoot.querySelector<HTMLElement>('button')?.focus();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      this.chosen = Math.max(0, Math.min(found.length - 1, this.chosen + (event.key === 'ArrowDown' ? 1 : -1)));
    } else if (event.key === 'Enter' && found[this.chosen]) {
      event.preventDefault();
      this.open = false;
      go(this.target(found[this.chosen]));
    }
  }

  private readonly onOutside = (event: Event) => {
    if (this.open && !event.composedPath().includes(this)) this.open = false;
  };
}
