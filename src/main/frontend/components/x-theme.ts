import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { chooseTheme, chosenTheme, type Theme } from './theme';

const CHOICES: [Theme, string][] = [
  ['system', 'System'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

/** The choice between the system's, the light and the dark theme. */
@customElement('x-theme')
export class ThemeElement extends LitElement {
  static styles = css`
    :host {
      display: inline-flex;
      border: 1px solid var(--hairline);
      border-radius: 5px;
      overflow: hidden;
    }
    button {
      font: 500 12px/26px var(--font);
      padding: 0 10px;
      border: 0;
      background: none;
      color: var(--ink-2);
      cursor: pointer;
    }
    button[aria-pressed='true'] {
      background: var(--hover-strong);
      color: var(--ink);
    }
    button:focus-visible {
      outline: 2px solid var(--focus);
      outline-offset: -2px;
    }
  `;

  render() {
    const chosen = chosenTheme();
    return CHOICES.map(
      ([theme, name]) =>
        html`<button type="button" aria-pressed=${theme === chosen} @click=${() => this.choose(theme)}>${name}</button>`,
    );
  }

  private choose(theme: Theme) {
    chooseTheme(theme);
    this.requestUpdate();
  }
}
