import type { AppEntry, Command } from './app-index';

const MOST_INSTANCES = 100;
const NOT_ALLOWED = 'Your role in this space does not allow it';

/** What can be done to an app: those verbs that its state leaves, refused ones with the reason. */
export function verbsOf(app: AppEntry, typed: string, group: string): Command[] {
  const place = `${app.organization} / ${app.space}`;
  const verb = (name: string, title: string, icon: string, count = 0): Command => ({
    group,
    title,
    hint: app.operable || name === 'visit' ? place : NOT_ALLOWED,
    icon,
    verb: { name, app, count },
    refused: !app.operable && name !== 'visit',
  });
  return [
    verb('visit', `Open URL of ${app.name}`, 'external'),
    ...(app.started ? [verb('restart', `Restart ${app.name}…`, 'restart'), verb('stop', `Stop ${app.name}…`, 'stop')] : []),
    ...(app.started ? [] : [verb('start', `Start ${app.name}`, 'play')]),
    ...counts(app, typed).map((count) => verb('scale', `Scale ${app.name} to ${count}${count === 0 ? '…' : ''}`, 'apps', count)),
  ];
}

/** The number that was typed, else one more and one fewer. */
function counts(app: AppEntry, typed: string): number[] {
  const number = /\bscale\b.*?(\d+)\s*$/i.exec(typed)?.[1];
  const wanted = number === undefined ? [app.wanted + 1, app.wanted - 1] : [Number(number)];
  return wanted.filter((count) => count >= 0 && count <= MOST_INSTANCES);
}

/** An app's pages by its name. */
export function pagesOf(app: AppEntry): Command[] {
  const pages = ['Instances', 'Logs', 'Metrics', 'Deployments', 'Environment', 'Settings'];
  return pages.map((page) => ({
    group: 'Apps',
    title: `${app.name} ${page.toLowerCase()}`,
    hint: `${app.organization} / ${app.space}`,
    icon: 'right',
    url: `${app.url}/${page.toLowerCase()}`,
  }));
}
