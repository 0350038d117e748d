import { html, type TemplateResult } from 'lit';

/** A run of text of one look. */
export interface Span {
  text: string;
  color?: string;
  bold?: boolean;
  dim?: boolean;
  italic?: boolean;
  underline?: boolean;
}

type Look = Omit<Span, 'text'>;

const ESCAPE = /\u001b\[([0-9;:]*)m|\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-_])/g;
const LEVELS = [0, 95, 135, 175, 215, 255];

/** Cuts a line at its colour codes; other escape sequences vanish. Never makes markup of the text. */
export function ansiSpans(text: string): Span[] {
  if (!text.includes('\u001b')) {
    return [{ text }];
  }
  const spans: Span[] = [];
  let look: Look = {};
  let from = 0;
  for (const match of text.matchAll(ESCAPE)) {
    push(spans, text.slice(from, match.index), look);
    if (match[1] !== undefined) look = nextLook(look, match[1]);
    from = match.index + match[0].length;
  }
  push(spans, text.slice(from), look);
  return spans;
}

/** The text without any escape sequence, for copying. */
export function plainText(text: string): string {
  return text.replace(ESCAPE, '');
}

/** A JSON line as its message and the rest; nothing for other lines. */
export function jsonLine(text: string): { message: string; rest: [string, string][]; whole: unknown } | undefined {
  if (!text.startsWith('{') || !text.endsWith('}')) {
    return undefined;
  }
  try {
    const whole = JSON.parse(text) as Record<string, unknown>;
    const key = ['message', 'msg', 'text', 'event'].find((name) => typeof whole[name] === 'string');
    const skip = new Set([key, 'level', 'severity', 'lvl', 'time', 'timestamp', 'ts', '@timestamp']);
    const rest = Object.entries(whole)
      .filter(([name]) => !skip.has(name))
      .map(([name, value]): [string, string] => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
    return { message: key ? String(whole[key]) : '', rest, whole };
  } catch {
    return undefined;
  }
}

/** What a line of the router's access log says of one request. */
export interface RouterRequest {
  method: string;
  path: string;
  status: string;
  millis?: number;
}

const REQUEST = /"([A-Z]+) (\S+) HTTP\/[\d.]+" (\d{3})/;
const RESPONSE_TIME = /\bresponse_time:([\d.]+)/;

/** A line of the access log in parts; nothing for lines of another form. */
export function routerRequest(text: string): RouterRequest | undefined {
  const request = REQUEST.exec(text);
  if (!request) return undefined;
  const seconds = RESPONSE_TIME.exec(text);
  return {
    method: request[1],
    path: request[2],
    status: request[3],
    millis: seconds ? Number(seconds[1]) * 1_000 : undefined,
  };
}

/** Spans with the searched words marked. */
export function marked(spans: Span[], words: string[]): TemplateResult[] {
  const pattern = words.length > 0 ? new RegExp(`(${words.map(escapeRegex).join('|')})`, 'i') : undefined;
  return spans.map((span) => {
    const style = spanStyle(span);
    const inner = pattern
      ? span.text.split(pattern).map((part, index) => (index % 2 ? html`<mark>${part}</mark>` : part))
      : span.text;
    return style ? html`<span style=${style}>${inner}</span>` : html`${inner}`;
  });
}

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function spanStyle(span: Span): string {
  const parts: string[] = [];
  if (span.color) parts.push(`color:${span.color}`);
  if (span.bold) parts.push('font-weight:600');
  if (span.dim) parts.push('opacity:.75');
  if (span.italic) parts.push('font-style:italic');
  if (span.underline) parts.push('text-decoration:underline');
  return parts.join(';');
}

function push(spans: Span[], text: string, look: Look) {
  if (text) spans.push({ text, ...look });
}

function nextLook(look: Look, codes: string): Look {
  const numbers = (codes || '0').split(/[;:]/).map(Number);
  const next: Look = { ...look };
  for (let at = 0; at < numbers.length; at++) {
    const code = numbers[at];
    if (code === 0) Object.assign(next, { color: undefined, bold: false, dim: false, italic: false, underline: false });
    else if (code === 1) next.bold = true;
    else if (code === 2) next.dim = true;
    else if (code === 3) next.italic = true;
    else if (code === 4) next.underline = true;
    else if (code === 22) Object.assign(next, { bold: false, dim: false });
    else if (code === 39) next.color = undefined;
    else if (code >= 30 && code <= 37) next.color = `var(--ansi-${code - 30})`;
    else if (code >= 90 && code <= 97) next.color = `var(--ansi-${code - 90})`;
    else if ((code === 38 || code === 48) && numbers[at + 1] === 5) {
      if (code === 38) next.color = indexed(numbers[at + 2]);
      at += 2;
    } else if ((code === 38 || code === 48) && numbers[at + 1] === 2) {
      if (code === 38) next.color = readable(numbers[at + 2], numbers[at + 3], numbers[at + 4]);
      at += 4;
    }
  }
  return next;
}

function indexed(index: number): string | undefined {
  if (!(index >= 0 && index <= 255)) return undefined;
  if (index < 16) return `var(--ansi-${index % 8})`;
  if (index >= 232) return readable(8 + (index - 232) * 10, 8 + (index - 232) * 10, 8 + (index - 232) * 10);
  const cube = index - 16;
  return readable(LEVELS[Math.floor(cube / 36)], LEVELS[Math.floor(cube / 6) % 6], LEVELS[cube % 6]);
}

/** A colour held within the lightness that both themes can show as text. */
function readable(red: number, green: number, blue: number): string | undefined {
  if (![red, green, blue].every((value) => value >= 0 && value <= 255)) return undefined;
  const rgb = `rgb(${red} ${green} ${blue})`;
  return `light-dark(oklch(from ${rgb} min(l,.5) c h),oklch(from ${rgb} max(l,.72) c h))`;
}

