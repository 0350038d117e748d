import { css } from 'lit';

export const logStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    height: 100%;
    background: var(--surface);
    color: var(--ink);
    font: 400 13px/18px var(--font);
    font-feature-settings: 'tnum';
    position: relative;
  }
  :host([compact]) {
    height: 260px;
  }
  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    cursor: pointer;
  }
  :is(button, input, select, a, .lines):focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: -2px;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 40px;
    padding: 0 12px;
    border-bottom: 1px solid var(--hairline);
    flex: none;
    flex-wrap: nowrap;
  }
  .filter {
    flex: 1 1 200px;
    min-width: 120px;
    display: flex;
    align-items: center;
    gap: 4px;
    height: 28px;
    padding: 0 6px 0 8px;
    border: 1px solid var(--control);
    border-radius: 5px;
    overflow: hidden;
    color: var(--ink-2);
  }
  .filter:focus-within {
    outline: 2px solid var(--focus);
    outline-offset: -1px;
  }
  .filter input {
    flex: 1;
    min-width: 60px;
    border: 0;
    outline: 0;
    background: none;
    font: 400 13px/20px var(--mono);
    color: var(--ink);
  }
  .filter input::placeholder {
    color: var(--ink-2);
    font-family: var(--font);
    opacity: 1;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    height: 20px;
    padding: 0 2px 0 6px;
    border-radius: 4px;
    background: var(--hover-strong);
    color: var(--ink);
    font-size: 12px;
    white-space: nowrap;
  }
  .chip button {
    width: 18px;
    height: 20px;
    padding: 0;
    color: var(--ink-2);
  }
  .group {
    display: inline-flex;
    border: 1px solid var(--hairline);
    border-radius: 5px;
    overflow: hidden;
    height: 28px;
    flex: none;
  }
  .group button {
    min-width: 26px;
    padding: 0 6px;
    border-right: 1px solid var(--hairline);
    font-weight: 500;
    color: var(--ink-2);
  }
  .group button:last-child {
    border-right: 0;
  }
  .group button:hover {
    background: var(--hover);
  }
  .group button[aria-pressed='true'] {
    background: var(--hover-strong);
    color: var(--ink);
    box-shadow: inset 0 -2px 0 var(--focus);
  }
  .toggle {
    height: 28px;
    padding: 0 8px;
    border: 1px solid var(--hairline);
    border-radius: 5px;
    font-weight: 500;
    color: var(--ink-2);
    flex: none;
  }
  .toggle:hover {
    background: var(--hover);
  }
  .toggle[aria-pressed='true'] {
    background: var(--hover-strong);
    color: var(--ink);
    box-shadow: inset 0 -2px 0 var(--focus);
  }
  select {
    height: 28px;
    border: 1px solid var(--hairline);
    border-radius: 5px;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    padding: 0 4px;
    flex: none;
  }
  .follow {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    height: 28px;
    padding: 0 10px;
    border-radius: 5px;
    border: 1px solid var(--control);
    font-weight: 500;
    white-space: nowrap;
    flex: none;
  }
  .follow[data-state='live'] {
    color: var(--running-ink);
    background: var(--running-tint);
    border-color: transparent;
  }
  .follow[data-state='lost'] {
    color: var(--failed-ink);
    background: var(--failed-tint);
    border-color: transparent;
  }
  .follow small {
    font: inherit;
    font-weight: 400;
  }
  .tool {
    width: 28px;
    height: 28px;
    padding: 0;
    border-radius: 5px;
    color: var(--ink-2);
    display: inline-grid;
    place-items: center;
    flex: none;
  }
  .tool:hover {
    background: var(--hover);
  }
  .tool[aria-pressed='true'] {
    background: var(--hover-strong);
    color: var(--ink);
  }
  x-histogram {
    flex: none;
    padding: 0 12px;
    border-bottom: 1px solid var(--hairline);
  }
  .notice {
    flex: none;
    padding: 4px 12px;
    font-size: 12px;
    background: var(--degraded-tint);
    color: var(--degraded-ink);
    display: flex;
    gap: 8px;
    align-items: center;
  }
  .notice button {
    text-decoration: underline;
    padding: 0 4px;
    min-height: 24px;
  }
  .lines {
    flex: 1;
    min-height: 0;
    overflow: auto;
    overflow-anchor: none;
    font: 400 12px/18px var(--mono);
    scrollbar-width: thin;
    contain: strict;
  }
  .rows {
    position: relative;
    min-width: 100%;
    width: max-content;
  }
  .wrap .rows {
    width: 100%;
  }
  .row {
    display: flex;
    min-height: 18px;
    padding: 0 12px;
    white-space: pre;
    box-sizing: border-box;
  }
  .wrap .row {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .row:hover {
    background: var(--hover);
  }
  .row.level-E {
    background: color-mix(in srgb, var(--failed-tint) 55%, transparent);
  }
  .row.current {
    box-shadow: inset 2px 0 0 var(--focus);
    background: var(--hover-strong);
  }
  .row.linked {
    background: var(--mark-line);
    box-shadow: inset 3px 0 0 var(--focus);
  }
  .time {
    color: var(--ink-2);
    flex: none;
    width: 92px;
    white-space: nowrap;
  }
  .instance {
    flex: none;
    width: 24px;
    text-align: right;
    padding-right: 8px;
    font-weight: 600;
  }
  .hue-0 {
    color: var(--series-1);
  }
  .hue-1 {
    color: var(--instance-2);
  }
  .hue-2 {
    color: var(--instance-3);
  }
  .hue-3 {
    color: var(--instance-4);
  }
  .hue-4 {
    color: var(--instance-5);
  }
  .hue-5 {
    color: var(--instance-6);
  }
  .level {
    flex: none;
    width: 22px;
    padding-left: 6px;
    border-left: 3px solid transparent;
    font-weight: 600;
    box-sizing: border-box;
    margin-right: 6px;
  }
  .level-E .level {
    color: var(--level-error);
    border-color: var(--level-error);
  }
  .level-W .level {
    color: var(--level-warn);
    border-color: var(--degraded);
  }
  .level-I .level {
    border-color: var(--hairline);
  }
  .level-D .level,
  .level-T .level,
  .level-D .text,
  .level-T .text {
    color: var(--ink-2);
  }
  .level-E .text {
    color: var(--level-error);
  }
  .text {
    flex: 1 1 auto;
    min-width: 0;
  }
  .field {
    color: var(--ink-2);
  }
  .field i {
    font-style: normal;
    opacity: 0.85;
  }
  .method,
  .status {
    display: inline-block;
    color: var(--ink-2);
  }
  .method {
    min-width: 4ch;
  }
  .status {
    font-weight: 600;
    padding: 0 2px;
  }
  .status-4 {
    color: var(--level-warn);
  }
  .status-5 {
    color: var(--level-error);
  }
  .follow[data-state='paused'],
  .follow[data-state='behind'] {
    color: var(--degraded-ink);
    background: var(--degraded-tint);
    border-color: var(--degraded);
  }
  .find {
    position: absolute;
    right: 20px;
    z-index: 1;
    margin-top: 6px;
    display: flex;
    align-items: center;
    gap: 2px;
    padding: 3px 4px 3px 8px;
    border: 1px solid var(--control);
    border-radius: 6px;
    background: var(--surface);
    box-shadow: 0 4px 14px rgb(0 0 0 / 0.18);
  }
  .find input {
    width: 180px;
    border: 0;
    outline: 0;
    background: none;
    color: var(--ink);
    font: 400 13px/22px var(--mono);
  }
  .find input:focus-visible {
    outline: 0;
  }
  .find:focus-within {
    outline: 2px solid var(--focus);
    outline-offset: -1px;
  }
  .find output {
    color: var(--ink-2);
    font-size: 12px;
    min-width: 52px;
    text-align: right;
    padding-right: 4px;
  }
  .find button {
    width: 26px;
    height: 26px;
    border-radius: 4px;
    color: var(--ink-2);
  }
  .find button:hover {
    background: var(--hover);
  }
  mark {
    background: var(--mark);
    color: inherit;
    border-radius: 2px;
  }
  .caret {
    position: sticky;
    right: 8px;
    flex: none;
    align-self: flex-start;
    height: 18px;
    padding: 0 6px;
    font: 500 11px/18px var(--font);
    color: var(--ink-2);
    background: var(--surface);
    border-radius: 4px;
    opacity: 0;
    white-space: nowrap;
    overflow: hidden;
  }
  .row:hover .caret,
  .row.open .caret,
  .row.current .caret,
  .caret.more {
    opacity: 1;
  }
  .inline {
    color: var(--link);
    padding: 0 4px;
  }
  .life,
  .gap {
    align-items: center;
    gap: 10px;
    color: var(--ink-2);
    font: 500 12px/18px var(--font);
    width: 100%;
    position: sticky;
    left: 0;
  }
  .life::before,
  .life::after,
  .gap::before,
  .gap::after {
    content: '';
    flex: 1 1 24px;
    border-top: 1px solid var(--control);
    min-width: 16px;
    opacity: 0.6;
  }
  .life span {
    flex: 0 1 auto;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .life.level-E {
    color: var(--failed-ink);
    background: none;
  }
  .life.level-W {
    color: var(--degraded-ink);
  }
  .gap {
    color: var(--degraded-ink);
  }
  .gap::before,
  .gap::after {
    border-top: 3px double var(--degraded);
  }
  .details {
    padding: 6px 12px 10px 150px;
    background: var(--sunken);
    border-bottom: 1px solid var(--hairline);
    position: sticky;
    left: 0;
  }
  pre {
    margin: 0 0 6px;
    font: inherit;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    max-height: 420px;
    overflow: auto;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    color: var(--ink-2);
    font: 400 12px/18px var(--font);
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    padding-top: 6px;
  }
  .acts button {
    font: 500 12px/22px var(--font);
    padding: 0 8px;
    min-height: 24px;
    border: 1px solid var(--hairline);
    border-radius: 5px;
    background: var(--surface);
  }
  .pill {
    position: absolute;
    bottom: 14px;
    left: 50%;
    transform: translateX(-50%);
    padding: 0 14px;
    height: 30px;
    border-radius: 15px;
    background: var(--ink);
    color: var(--surface);
    font: 500 13px/30px var(--font);
    box-shadow: 0 4px 14px rgb(0 0 0 / 0.25);
    white-space: nowrap;
  }
  .empty {
    padding: 40px 24px;
    text-align: center;
    color: var(--ink-2);
    font: 400 14px/20px var(--font);
  }
  .empty b {
    display: block;
    color: var(--ink);
    font-weight: 600;
    padding-bottom: 4px;
  }
  .empty button {
    color: var(--link);
    text-decoration: underline;
    min-height: 24px;
  }
  .keys {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  @container (max-width: 860px) {
    .wide {
      display: none;
    }
    .details {
      padding-left: 12px;
    }
  }
  @media (max-width: 640px) {
    .bar {
      padding: 0 8px;
      gap: 6px;
      min-height: 48px;
    }
    .filter,
    .follow {
      height: 36px;
    }
    .time {
      width: 58px;
      overflow: hidden;
    }
    .row {
      padding: 0 8px;
    }
    .wide {
      display: none;
    }
    .details {
      padding-left: 12px;
    }
  }
`;
