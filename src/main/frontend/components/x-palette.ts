import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { getDeepActiveElement } from '@vaadin/a11y-base/src/focus-utils.js';
import { go, placeOf, score, type AppEntry, type Command } from './app-index';
import { chooseTheme, type Theme } from './theme';
import { paletteStyles } from './palette-styles';
import { stateShape } from './state-shapes';
import { pagesOf, verbsOf } from './palette-verbs';
import { shortcut } from './shortcuts';
import './x-icon';

const MOST = 40;

/** Places and actions under Ctrl+K, and the single-key shortcuts of the shell. */
@customElement('x-palette')
export class PaletteElement extends LitElement {
  static styles = paletteStyles;

  @property({ type: Array }) apps: AppEntry[] = [];
  @property({ type: Array }) commands: Command[] = [];
  @state() private open = false;
  @state() private sheet = false;
  @state() private typed = '';
  @state() private chosen = 0;
  @query('input') private input?: HTMLInputElement;
  /** The server side of this element, as Flow provides it. */
  declare readonly $server?: {
    opened(): Promise<void>;
    run(verb: string, organization: string, space: string, app: string, count: number): Promise<void>;
  };

  private pending = '';
  private focusedBefore?: Element | null;

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('keydown', this.onGlobalKey);
    window.addEventListener('open-palette', this.onOpen);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.onGlobalKey);
    window.removeEventListener('open-palette', this.onOpen);
  }

  render() {
    if (this.sheet) return this.shortcutSheet();
    if (!this.open) return nothing;
    const found = this.found();
    let group = '';
    return html`<div class="backdrop" @pointerdown=${this.onBackdrop}>
      <div class="box" role="dialog" aria-modal="true" aria-label="Search or run" @keydown=${this.onKey}>
        <label class="field">
          <x-icon name="search"></x-icon>
          <input
            role="combobox"
            aria-expanded="true"
            aria-controls="found"
            aria-activedescendant="option-${this.chosen}"
            placeholder="Go to an app or page, or run an action"
            spellcheck="false"
            autocomplete="off"
            .value=${this.typed}
            @input=${this.onInput}
          />
          <kbd>Esc</kbd>
        </label>
        <ul id="found" role="listbox">
          ${found.map((command, index) => {
            const heading = command.group === group ? nothing : html`<li class="group" role="presentation">${command.group}</li>`;
            group = command.group;
            return html`${heading}
              <li
                id="option-${index}"
                role="option"
                class="option"
                aria-selected=${index === this.chosen}
                aria-disabled=${command.refused ? 'true' : 'false'}
                @pointermove=${() => (this.chosen = index)}
                @click=${() => this.run(command)}
              >
                ${command.icon.startsWith('state:') ? stateShape(command.icon.slice(6), 14) : html`<x-icon name=${command.icon}></x-icon>`}
                <span>${command.title}</span><small>${command.hint}</small>
                ${command.keys ? html`<kbd>${command.keys}</kbd>` : nothing}
              </li>`;
          })}
        </ul>
        ${found.length === 0 ? html`<p class="none">Nothing found. Type the name of an app, a page or an action.</p>` : nothing}
      </div>
    </div>`;
  }

  private shortcutSheet() {
    const rows = [
      ['Ctrl K', 'Search or run'],
      ['g h', 'Home'],
      ['g a', 'Apps'],
      ['g o', 'Overview of this app'],
      ['g i', 'Instances'],
      ['g l', 'Logs'],
      ['g m', 'Metrics'],
      ['g d', 'Deployments'],
      ['g e', 'Environment'],
      ['c', 'Create an app'],
      ['f · Space', 'Logs: follow · pause'],
      ['e · n · N', 'Logs: next error · next · previous line'],
      ['w · h · l', 'Logs: wrap · histogram · copy link'],
      ['?', 'This sheet'],
    ];
    return html`<div class="backdrop" @pointerdown=${this.onBackdrop}>
      <div
        class="box sheet"
        role="dialog"
        aria-modal="true"
        aria-label="Keyboard shortcuts"
        tabindex="-1"
        @keydown=${this.onSheetKey}
      >
        <h2>Keyboard shortcuts</h2>
        <dl>${rows.map(([keys, text]) => html`<dt><kbd>${keys}</kbd></dt><dd>${text}</dd>`)}</dl>
      </div>
    </div>`;
  }

  private found(): Command[] {
    const typed = this.typed.replace(/^>\s*/, '').trim();
    const actionsOnly = this.typed.startsWith('>');
    const isAction = (command: Command) => command.group === 'Actions' || command.verb !== undefined;
    const all = [...this.here(), ...this.appCommands(), ...this.commands];
    return all
      .filter((command) => !actionsOnly || isAction(command))
      .map((command) => ({ command, fit: Math.max(score(command.title, typed), score(command.hint, typed) / 3) }))
      .filter(({ fit }) => fit >= 1)
      .sort((one, two) => rank(one.command) - rank(two.command) || two.fit - one.fit)
      .slice(0, MOST)
      .map(({ command }) => command);
  }

  private here(): Command[] {
    const { app } = placeOf(this.path());
    if (!app) return [];
    const name = app.split('/').pop() ?? '';
    const pages = ['', 'instances', 'logs', 'metrics', 'deployments', 'environment', 'settings'];
    const entry = this.apps.find((each) => each.url === app);
    const places = pages.map((page) => ({
      group: 'This app',
      title: page ? page[0].toUpperCase() + page.slice(1) : 'Overview',
      hint: name,
      icon: 'right',
      url: page ? `${app}/${page}` : app,
      keys: page === 'settings' ? undefined : `g ${page[0] ?? 'o'}`,
    }));
    return [...places, ...(entry ? verbsOf(entry, this.typed, 'This app') : [])];
  }

  private appCommands(): Command[] {
    return this.apps.flatMap((app) => {
      const place = `${app.organization} / ${app.space}`;
      const open: Command = { group: 'Apps', title: app.name, hint: `${app.word} · ${place}`, icon: `state:${app.kind}`, url: app.url };
      if (!this.typed.trim()) return [open];
      const here = app.url === placeOf(this.path()).app;
      return here ? [open] : [open, ...pagesOf(app), ...verbsOf(app, this.typed, 'Actions')];
    });
  }

  private run(command: Command) {
    if (command.refused) return;
    this.close();
    if (command.verb) {
      const { name, app, count } = command.verb;
      void this.$server?.run(name, app.organization, app.space, app.name, count);
      return;
    }
    if (command.url !== undefined) {
      go(command.url);
    } else if (command.action?.startsWith('theme-')) {
      chooseTheme(command.action.slice(6) as Theme);
    } else if (command.action === 'shortcuts') {
      void this.openSheet();
    } else if (command.action) {
      this.dispatchEvent(new CustomEvent<string>('command', { detail: command.action }));
    }
  }

  private close() {
    this.open = false;
    this.sheet = false;
    if (this.focusedBefore instanceof HTMLElement) this.focusedBefore.focus();
  }

  private onInput(event: Event) {
    this.typed = (event.target as HTMLInputElement).value;
    this.chosen = 0;
  }

  private onBackdrop(event: Event) {
    if (event.target === event.currentTarget) this.close();
  }

  private onKey(event: KeyboardEvent) {
    event.stopPropagation();
    const found = this.found();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.chosen = (this.chosen + step + found.length) % Math.max(1, found.length);
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }),
      );
    } else if (event.key === 'Enter' && found[this.chosen]) {
      event.preventDefault();
      this.run(found[this.chosen]);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.close();
    } else if (event.key === 'Tab') {
      // There is nothing else in it that could have the focus, and what lies behind must not get it.
      event.preventDefault();
    }
  }

  private onSheetKey(event: KeyboardEvent) {
    if (event.key === 'Tab') event.preventDefault();
  }

  private async openSheet() {
    this.focusedBefore = getDeepActiveElement();
    this.sheet = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.sheet')?.focus();
  }

  private path(): string {
    return location.pathname.slice(new URL(document.baseURI).pathname.length);
  }

  private readonly onOpen = async () => {
    this.focusedBefore = getDeepActiveElement();
    this.open = true;
    void this.$server?.opened();
    this.sheet = false;
    this.typed = '';
    this.chosen = 0;
    await this.updateComplete;
    this.input?.focus();
  };

  private readonly onGlobalKey = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      if (this.open) this.close();
      else void this.onOpen();
      return;
    }
    if (event.key === 'Escape' && this.sheet) {
      this.close();
      return;
    }
    const answer = shortcut(event, this.pending, placeOf(this.path()).app, this.commands);
    this.pending = answer.pending;
    if (answer.sheet) void this.openSheet();
    if (answer.url !== undefined) {
      event.preventDefault();
      go(answer.url);
    }
  };
}

function rank(command: Command): number {
  return ['This app', 'Apps', 'Places', 'Actions'].indexOf(command.group);
}
