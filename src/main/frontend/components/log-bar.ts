import { html, nothing, type TemplateResult } from 'lit';
import { chipText, filterText, hidesRouter, parseFilter, toggled, withRouter } from './log-filter';
import type { LogElement } from './x-log';

const LEVELS: [string, string][] = [
  ['error', 'E'],
  ['warn', 'W'],
  ['info', 'I'],
  ['debug', 'D'],
  ['trace', 'T'],
];
const RANGES: [string, string][] = [
  ['15m', 'Last 15 min'],
  ['1h', 'Last 1 h'],
  ['6h', 'Last 6 h'],
  ['24h', 'Last 24 h'],
  ['7d', 'Last 7 d'],
];
const BUTTONS = 5;

/** The bar above the lines: one state with the address, 40 px high. */
export function logBar(log: LogElement): TemplateResult {
  const filter = log.chosen;
  return html`<div class="bar" role="toolbar" aria-label="Log filter">
    <label class="filter">
      <x-icon name="search"></x-icon>
      ${filter.levels.length > 0
        ? chip(`level:${filter.levels.join(',')}`, () => log.setFilter({ ...filter, levels: [] }))
        : nothing}
      ${filter.instances.length > 0
        ? chip(`instance:${filter.instances.join(',')}`, () => log.setFilter({ ...filter, instances: [] }))
        : nothing}
      ${filter.others.map((other) =>
        chip(chipText(other), () => log.setFilter({ ...filter, others: filter.others.filter((each) => each !== other) })),
      )}
      <input
        type="search"
        spellcheck="false"
        autocomplete="off"
        aria-label="Filter lines"
        placeholder='Filter: timeout -health "exact words" level:error'
        .value=${filter.words}
        @change=${(event: Event) => log.setFilter(merged(log, (event.target as HTMLInputElement).value))}
        @keydown=${(event: KeyboardEvent) => escape(log, event)}
      />
    </label>
    <span class="group wide" role="group" aria-label="Levels">
      ${LEVELS.map(
        ([level, letter]) =>
          html`<button
            title="Only ${level} lines"
            aria-label=${level}
            aria-pressed=${filter.levels.includes(level)}
            @click=${() => log.setFilter({ ...filter, levels: toggled(filter.levels, level) })}
          >
            ${letter}
          </button>`,
      )}
    </span>
    ${instanceChoice(log)}
    <button
      class="toggle wide"
      title="Show the router's line for each request"
      aria-pressed=${!hidesRouter(filter)}
      @click=${() => log.setFilter(withRouter(filter, hidesRouter(filter)))}
    >
      Requests
    </button>
    <select
      class="wide"
      aria-label="Time range"
      .value=${log.range}
      @change=${(event: Event) => log.setRange((event.target as HTMLSelectElement).value)}
    >
      ${RANGES.map(([value, text]) => html`<option value=${value} ?selected=${value === log.range}>${text}</option>`)}
    </select>
    ${followButton(log)}
    <button class="tool wide" title="Wrap lines (w)" aria-label="Wrap lines" aria-pressed=${log.wrap} @click=${() => log.toggleWrap()}>
      <x-icon name="wrap"></x-icon>
    </button>
    <button
      class="tool wide"
      title="Histogram (h)"
      aria-label="Histogram"
      aria-pressed=${log.showHistogram}
      @click=${() => (log.showHistogram = !log.showHistogram)}
    >
      <x-icon name="bars"></x-icon>
    </button>
    <a class="tool wide" title="Download these lines" aria-label="Download" href=${log.downloadUrl} download="app.log">
      <x-icon name="download"></x-icon>
    </a>
  </div>`;
}

function instanceChoice(log: LogElement): TemplateResult | typeof nothing {
  const filter = log.chosen;
  const indexes = [...Array(log.instances).keys()];
  if (log.instances < 2) {
    return nothing;
  }
  if (log.instances <= BUTTONS) {
    return html`<span class="group wide" role="group" aria-label="Instances">
      ${indexes.map(
        (index) =>
          html`<button
            title="Only instance ${index}"
            aria-label="instance ${index}"
            aria-pressed=${filter.instances.includes(index)}
            @click=${() => log.setFilter({ ...filter, instances: toggled(filter.instances, index) })}
          >
            ${index}
          </button>`,
      )}
    </span>`;
  }
  const chosen = filter.instances.length === 1 ? String(filter.instances[0]) : '';
  return html`<select
    class="wide"
    aria-label="Instance"
    @change=${(event: Event) => {
      const value = (event.target as HTMLSelectElement).value;
      log.setFilter({ ...filter, instances: value === '' ? [] : [Number(value)] });
    }}
  >
    <option value="" ?selected=${chosen === ''}>${log.instances} instances</option>
    ${indexes.map((index) => html`<option value=${index} ?selected=${chosen === String(index)}>Instance ${index}</option>`)}
  </select>`;
}

function followButton(log: LogElement): TemplateResult {
  if (log.paused) {
    return html`<button class="follow" data-state="paused" title="Go on (Space)" @click=${() => log.togglePause()}>
      <x-icon name="play"></x-icon>Paused
    </button>`;
  }
  if (!log.following) {
    const word = log.isHistory ? 'Back to live' : 'Follow';
    return html`<button class="follow" data-state="behind" title="Show the newest lines and follow (f)" @click=${() => log.follow()}>
      <x-icon name="arrow"></x-icon>${word}
    </button>`;
  }
  const state = log.connection;
  const word = { live: 'Live', lost: 'Interrupted', connecting: 'Connecting', closed: 'Paused' }[state];
  return html`<button class="follow" data-state=${state} title="Pause (Space)" aria-live="polite" @click=${() => log.togglePause()}>
    ${state === 'live' ? '●' : '○'} ${word}${state === 'live' ? html` <small>${log.rate}/s</small>` : nothing}
  </button>`;
}

function chip(text: string, remove: () => void): TemplateResult {
  return html`<span class="chip">
    ${text}<button aria-label="Remove ${text}" title="Remove" @click=${(event: Event) => {
      event.preventDefault();
      remove();
    }}>✕</button>
  </span>`;
}

function merged(log: LogElement, words: string) {
  return parseFilter(`${words} ${filterText({ ...log.chosen, words: '' })}`);
}

function escape(log: LogElement, event: KeyboardEvent) {
  event.stopPropagation();
  if (event.key === 'Escape') {
    log.setFilter(parseFilter(''));
    (event.target as HTMLInputElement).value = '';
  }
}
