import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import './x-icon';

const TOLD_MILLIS = 1_600;

/** Puts a text on the clipboard; works without a secure context, too. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}

/** A button that copies. */
@customElement('x-copy')
export class CopyElement extends LitElement {
  static styles = css`
    :host {
      display: inline-flex;
      vertical-align: middle;
    }
    button {
      all: unset;
      box-sizing: border-box;
      width: 24px;
      height: 24px;
      display: grid;
      place-items: center;
      border-radius: 5px;
      color: var(--ink-2);
      cursor: pointer;
    }
    button:hover {
      background: var(--hover);
      color: var(--ink);
    }
    button:focus-visible {
      outline: 2px solid var(--focus);
    }
    .done {
      color: var(--running);
    }
  `;

  @property() text = '';
  @property() label = 'Copy';
  @state() private done = false;

  render() {
    const label = this.done ? 'Copied' : this.label;
    return html`<button type="button" class=${this.done ? 'done' : ''} title=${label} aria-label=${label} @click=${this.copy}>
      <x-icon name=${this.done ? 'check' : 'copy'}></x-icon>
    </button>`;
  }

  private async copy(event: Event) {
    event.stopPropagation();
    await copyText(this.text);
    this.done = true;
    setTimeout(() => (this.done = false), TOLD_MILLIS);
  }
}
