/** The filter of the log page: words, and conditions that are shown as chips. Text, chips and address are one state. */
export interface LogFilter {
  words: string;
  levels: string[];
  instances: number[];
  others: string[];
}

const LEVELS = ['error', 'warn', 'info', 'debug', 'trace'];

/** Splits at blanks outside quotes. */
export function tokens(text: string): string[] {
  return text.match(/(?:[^\s"]+|"[^"]*"?)+/g) ?? [];
}

export function parseFilter(text: string): LogFilter {
  const filter: LogFilter = { words: '', levels: [], instances: [], others: [] };
  const words: string[] = [];
  for (const token of tokens(text)) {
    const [key, value] = splitKey(token);
    if (key === 'level' && value) {
      filter.levels = unique([...filter.levels, ...value.split(',').map(longLevel)]);
    } else if (key === 'process' || (key === 'instance' && value.includes('/'))) {
      filter.others.push(token);
    } else if (key === 'instance' && value) {
      filter.instances = unique([...filter.instances, ...value.split(',').map(Number)]).filter(Number.isInteger);
    } else if (key === 'stream' || key === 'level>=') {
      filter.others.push(token);
    } else {
      words.push(token);
    }
  }
  filter.words = words.join(' ');
  return filter;
}

/** The filter in the language of the stream endpoints. */
export function filterText(filter: LogFilter): string {
  const parts = [filter.words.trim()];
  if (filter.levels.length > 0) parts.push(`level:${filter.levels.join(',')}`);
  if (filter.instances.length > 0) parts.push(`instance:${filter.instances.join(',')}`);
  return [...parts, ...filter.others].filter(Boolean).join(' ');
}

/** The words to mark in lines: neither excluded ones nor conditions. */
export function marks(filter: LogFilter): string[] {
  return tokens(filter.words)
    .filter((token) => !token.startsWith('-'))
    .map((token) => token.replace(/^"|"$/g, ''))
    .filter((word) => word.length > 1);
}

const WITHOUT_ROUTER = 'stream:stdout,stderr,platform';

/** Whether lines of the router are left out. */
export function hidesRouter(filter: LogFilter): boolean {
  return filter.others.includes(WITHOUT_ROUTER);
}

/** The same filter with the router's lines, or without them. */
export function withRouter(filter: LogFilter, shown: boolean): LogFilter {
  const others = filter.others.filter((other) => !other.startsWith('stream:'));
  return { ...filter, others: shown ? others : [...others, WITHOUT_ROUTER] };
}

/** What a condition is called on its chip. */
export function chipText(other: string): string {
  return other === WITHOUT_ROUTER ? 'no router lines' : other;
}

export function readAddress(search: string, fallback: string): LogFilter {
  const query = new URLSearchParams(search);
  if (!['q', 'level', 'instance'].some((name) => query.has(name))) {
    return parseFilter(fallback);
  }
  const parts = [query.get('q') ?? ''];
  if (query.get('level')) parts.push(`level:${query.get('level')}`);
  if (query.get('instance')) parts.push(`instance:${query.get('instance')}`);
  return parseFilter(parts.join(' '));
}

/** The address of a filter; other parameters stay. */
export function writeAddress(search: string, filter: LogFilter, more: Record<string, string>): string {
  const query = new URLSearchParams(search);
  const words = [filter.words.trim(), ...filter.others].filter(Boolean).join(' ');
  const values = { q: words, level: filter.levels.join(','), instance: filter.instances.join(','), ...more };
  for (const [name, value] of Object.entries(values)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const text = query.toString().replace(/%2C/g, ',').replace(/%3A/g, ':');
  return text ? `?${text}` : '';
}

export function toggled<T>(values: T[], value: T): T[] {
  return values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
}

function splitKey(token: string): [string, string] {
  const match = /^(level>=|level:|instance:|process:|stream:)(.*)$/.exec(token);
  return match ? [match[1].replace(':', ''), match[2]] : ['', ''];
}

function longLevel(text: string): string {
  const low = text.toLowerCase();
  return LEVELS.find((level) => level === low || level[0] === low) ?? low;
}

function unique<T>(values: T[]): T[] {
  return [...new Set(values)];
}
