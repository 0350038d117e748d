export type Theme = 'system' | 'light' | 'dark';

const KEY = 'slipway.theme';

/** The chosen theme; kept by the browser alone. */
export function chosenTheme(): Theme {
  const stored = localStorage.getItem(KEY);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

/** Shows a theme and keeps the choice. */
export function chooseTheme(theme: Theme) {
  localStorage.setItem(KEY, theme);
  applyTheme();
}

/** Shows the chosen theme. */
export function applyTheme() {
  const theme = chosenTheme();
  document.documentElement.style.colorScheme = theme === 'system' ? 'light dark' : theme;
  window.dispatchEvent(new CustomEvent('theme-changed'));
}

applyTheme();
