import type { Command } from './app-index';

export interface ShortcutAnswer {
  pending: string;
  url?: string;
  sheet?: boolean;
}

const APP_PAGES: Record<string, string> = {
  o: '',
  i: '/instances',
  l: '/logs',
  m: '/metrics',
  d: '/deployments',
  e: '/environment',
};

/** What a key means outside of fields; `g` waits for a second key. */
export function shortcut(event: KeyboardEvent, pending: string, app: string | undefined, commands: Command[]): ShortcutAnswer {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) {
    return { pending: '' };
  }
  if (pending === 'g') {
    const page = APP_PAGES[event.key];
    if (app && page !== undefined) return { pending: '', url: app + page };
    return { pending: '', url: commands.find((command) => command.keys === `g ${event.key}`)?.url };
  }
  if (event.key === 'g') return { pending: 'g' };
  if (event.key === '?') return { pending: '', sheet: true };
  if (event.key === 'c') return { pending: '', url: commands.find((command) => command.keys === 'c')?.url };
  return { pending: '' };
}

function isTyping(event: KeyboardEvent): boolean {
  return event.composedPath().some(
    (target) =>
      target instanceof HTMLElement &&
      (['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) ||
        target.isContentEditable ||
        target.getAttribute('role') === 'dialog' ||
        target.getAttribute('role') === 'alertdialog'),
  );
}
