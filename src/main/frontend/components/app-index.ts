/** An app as switchers and palette know it. */
export interface AppEntry {
  name: string;
  space: string;
  organization: string;
  url: string;
  kind: string;
  word: string;
  started: boolean;
  wanted: number;
  operable: boolean;
}

/** A place or action of the palette. */
export interface Command {
  group: string;
  title: string;
  hint: string;
  icon: string;
  url?: string;
  action?: string;
  verb?: { name: string; app: AppEntry; count: number };
  refused?: boolean;
  keys?: string;
}

/** How well a text fits what was typed: higher is better, 0 is not at all. */
export function score(text: string, typed: string): number {
  if (!typed) return 1;
  const low = text.toLowerCase();
  const wanted = typed.toLowerCase();
  if (low === wanted) return 100;
  if (low.startsWith(wanted)) return 80;
  const within = low.indexOf(wanted);
  if (within >= 0) return /[\s/·-]/.test(low[within - 1] ?? '') ? 60 : 40;
  if (wanted.split(/\s+/).every((word) => low.includes(word))) return 50;
  let at = -1;
  for (const letter of wanted.replace(/\s/g, '')) {
    at = low.indexOf(letter, at + 1);
    if (at < 0) return 0;
  }
  return 10;
}

/** Goes to a page of the console without loading it anew. */
export function go(url: string) {
  const link = document.createElement('a');
  link.href = url;
  link.style.display = 'none';
  document.body.append(link);
  link.click();
  link.remove();
}

/** The names in an address such as `orgs/acme/spaces/dev/apps/shop/logs`. */
export function placeOf(path: string): { app?: string; sub: string } {
  const match = /^\/?(orgs\/[^/]+\/spaces\/[^/]+\/apps\/(?!new(?:$|\/))[^/]+)(?:\/([^/?]*))?/.exec(path);
  return match ? { app: match[1], sub: match[2] ?? '' } : { sub: '' };
}
