import { css } from 'lit';
import { shapeStyles } from './state-shapes';

export const paletteStyles = [
  shapeStyles,
  css`
    .backdrop {
      position: fixed;
      inset: 0;
      z-index: 200;
      background: rgb(10 13 18 / 0.4);
      display: flex;
      justify-content: center;
      align-items: flex-start;
      padding: 10vh 12px 12px;
      font: 400 14px/20px var(--font);
      color: var(--ink);
    }
    .box {
      width: 600px;
      max-width: 100%;
      max-height: 70vh;
      display: flex;
      flex-direction: column;
      background: var(--surface);
      border: 1px solid var(--hairline);
      border-radius: 8px;
      box-shadow: var(--shadow);
      overflow: hidden;
    }
    .field {
      display: flex;
      align-items: center;
      gap: 10px;
      padding: 0 14px;
      height: 48px;
      border-bottom: 1px solid var(--hairline);
      flex: none;
      color: var(--ink-2);
    }
    input {
      flex: 1;
      min-width: 0;
      border: 0;
      outline: 0;
      background: none;
      font: 400 16px/22px var(--font);
      color: var(--ink);
    }
    input::placeholder {
      color: var(--ink-2);
      opacity: 1;
    }
    ul {
      list-style: none;
      margin: 0;
      padding: 6px;
      overflow: auto;
    }
    .group {
      padding: 8px 8px 4px;
      font: 500 12px/16px var(--font);
      color: var(--ink-2);
    }
    .option {
      display: flex;
      align-items: center;
      gap: 10px;
      min-height: 34px;
      padding: 0 8px;
      border-radius: 5px;
      cursor: pointer;
    }
    .option x-icon {
      color: var(--ink-2);
    }
    .option[aria-selected='true'] {
      background: var(--hover-strong);
      box-shadow: inset 2px 0 0 var(--focus);
    }
    .option[aria-disabled='true'] {
      cursor: not-allowed;
      color: var(--ink-2);
    }
    small {
      color: var(--ink-2);
      font-size: 12px;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    kbd {
      margin-left: auto;
      font: 500 11px/18px var(--font);
      padding: 0 6px;
      border: 1px solid var(--hairline);
      border-radius: 4px;
      color: var(--ink-2);
      white-space: nowrap;
    }
    .none {
      margin: 0;
      padding: 20px;
      color: var(--ink-2);
      text-align: center;
    }
    .sheet {
      outline: 0;
      width: 460px;
      padding: 16px 20px 20px;
      overflow: auto;
    }
    h2 {
      margin: 0 0 10px;
      font: 600 16px/22px var(--font);
    }
    dl {
      display: grid;
      grid-template-columns: 110px 1fr;
      gap: 6px 12px;
      margin: 0;
    }
    dd {
      margin: 0;
    }
    dt kbd {
      margin: 0;
    }
  `,
];
