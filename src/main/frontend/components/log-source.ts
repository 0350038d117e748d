import type { LogLine } from './log-model';

/** A page of history. */
export interface LogPage {
  lines: LogLine[];
  more: boolean;
  lost: number;
}

/** Counts of one bar: errors, warnings, others. */
export interface Bucket {
  e: number;
  w: number;
  o: number;
}

export interface Histogram {
  from: number;
  to: number;
  buckets: Bucket[];
}

export type StreamState = 'connecting' | 'live' | 'lost' | 'closed';

export interface StreamEvents {
  lines(lines: LogLine[]): void;
  gap(lost: number): void;
  state(state: StreamState): void;
}

/** The same-origin endpoints of one app's log. */
export class LogSource {
  private stream?: EventSource;
  private last = '';

  constructor(private readonly app: string) {}

  page(parameters: Record<string, string>): Promise<LogPage> {
    return this.get<LogPage>('/page', parameters);
  }

  histogram(parameters: Record<string, string>): Promise<Histogram> {
    return this.get<Histogram>('/histogram', parameters);
  }

  url(path: string, parameters: Record<string, string>): string {
    const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== ''));
    return `${document.baseURI.replace(/\/[^/]*$/, '/')}console/stream/logs/${this.app}${path}?${query}`;
  }

  /** Opens the stream behind a cursor; the browser connects again by itself and goes on where it was. */
  follow(after: string, q: string, events: StreamEvents) {
    this.close();
    this.last = after;
    events.state('connecting');
    const stream = new EventSource(this.url('', { after, q }));
    this.stream = stream;
    stream.onopen = () => events.state('live');
    stream.onerror = () => this.interrupted(stream, q, events);
    stream.addEventListener('lines', (event) => {
      const message = event as MessageEvent<string>;
      this.last = message.lastEventId || this.last;
      events.lines(JSON.parse(message.data) as LogLine[]);
    });
    stream.addEventListener('gap', (event) => {
      events.gap((JSON.parse((event as MessageEvent<string>).data) as { lost: number }).lost);
    });
  }

  close() {
    this.stream?.close();
    this.stream = undefined;
  }

  get isOpen(): boolean {
    return this.stream !== undefined;
  }

  private interrupted(stream: EventSource, q: string, events: StreamEvents) {
    events.state('lost');
    if (stream.readyState !== EventSource.CLOSED || this.stream !== stream) {
      return;
    }
    // A refused connection is final for the browser; a restarting server answers again soon.
    setTimeout(() => {
      if (this.stream === stream) this.follow(this.last, q, events);
    }, 3_000);
  }

  private async get<T>(path: string, parameters: Record<string, string>): Promise<T> {
    const answer = await fetch(this.url(path, parameters), { headers: { Accept: 'application/json' } });
    if (!answer.ok) {
      throw new Error(answer.status === 404 ? 'There is no such log.' : `The log store answered ${answer.status}.`);
    }
    return (await answer.json()) as T;
  }
}
