import { createHash } from 'node:crypto';
import { createContext, runInContext } from 'node:vm';
import { beforeEach, expect, it } from 'vitest';
import { type FromFrame, hello, type ToFrame } from './messages.ts';
import { storageFramePage } from './page.ts';

const origin = 'https://team.blob.core.windows.net';
const portal = 'https://data.example.org';
const request = { url: `${origin}/c/b?sig=s`, headers: { 'x-ms-blob-type': 'BlockBlob' }, body: 'a,b\n' };
type Listen = (event: { source?: unknown; origin?: string; data: unknown; ports: unknown[] }) => void;
interface Port {
  onmessage: Listen;
}

let script: string;
let page: string;

beforeEach(async () => {
  page = await storageFramePage(portal);
  script = /<script>(.*)<\/script>/s.exec(page)?.[1] ?? '';
});

/** Runs the document's program in a world that has nothing else; workers that it begins are told of and not run. */
function openPage({ isShared = true } = {}) {
  let listen: Listen = () => {};
  const workers: { program: string; ports: unknown[]; isShared: boolean }[] = [];
  const parent = {};
  class Program {
    readonly text: string;
    constructor([text]: [string]) {
      this.text = text;
    }
  }
  class Worker {
    readonly program: string;
    constructor(program: string) {
      this.program = program;
    }
    postMessage(_data: unknown, ports: unknown[]) {
      workers.push({ program: this.program, ports, isShared: false });
    }
  }
  class SharedWorker {
    readonly port: object;
    constructor(program: string) {
      this.port = {
        postMessage: (_data: unknown, ports: unknown[]) => workers.push({ program, ports, isShared: true }),
      };
    }
  }
  const world = {
    parent,
    addEventListener: (_type: string, given: Listen) => {
      listen = given;
    },
    URL: { createObjectURL: ({ text }: Program) => text },
    Blob: Program,
    Worker,
    ...(isShared ? { SharedWorker } : {}),
  };
  runInContext(script, createContext(world));
  return { say: listen, parent, workers };
}

class Xhr {
  static last: Xhr;
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  status = 0;
  responseText = '';
  onload = () => {};
  onerror = () => {};
  onabort = () => {};
  asked: Record<string, string> = {};
  sent: unknown;
  answered: Record<string, string> = {};
  constructor() {
    Xhr.last = this;
  }
  open(method: string, url: string) {
    Object.assign(this.asked, { method, url });
  }
  setRequestHeader(name: string, value: string) {
    this.asked[name] = value;
  }
  getResponseHeader(name: string) {
    return this.answered[name] ?? null;
  }
  send(body: unknown) {
    this.sent = body;
  }
  abort() {
    this.onabort();
  }
}

function openWorker({ isShared = true } = {}) {
  const { say, parent, workers } = openPage({ isShared });
  const told: FromFrame[] = [];
  const port = {
    onmessage: (_event: { data: ToFrame }) => {},
    postMessage: (data: FromFrame) => told.push(data),
  };
  say({ source: parent, origin: portal, data: hello, ports: [port] });
  const [begun] = workers;
  expect(begun?.isShared).toBe(isShared);
  const listeners = new Map<string, Listen>();
  const timers = new Map<number, () => void>();
  let lastTimer = 0;
  const world = {
    ...{ URL, XMLHttpRequest: Xhr, self: { origin } },
    setTimeout: (act: () => void) => {
      timers.set(++lastTimer, act);
      return lastTimer;
    },
    clearTimeout: (timer: number) => timers.delete(timer),
    addEventListener: (type: string, given: Listen) => listeners.set(type, given),
  };
  runInContext(begun?.program ?? '', createContext(world));
  const greeting = { data: undefined, ports: begun?.ports ?? [] };
  if (isShared) {
    const entry: Port = { onmessage: () => {} };
    listeners.get('connect')?.({ data: '', ports: [entry] });
    entry.onmessage(greeting);
  } else listeners.get('message')?.(greeting);
  return {
    told,
    say: (data: ToFrame) => port.onmessage({ data }),
    /** Whatever waits for its time. */
    pass() {
      for (const [timer, act] of timers) {
        timers.delete(timer);
        act();
      }
    },
  };
}

it('allows its one script, a worker of its own, and requests to its own origin', () => {
  const hash = createHash('sha256').update(script).digest('base64');
  expect(page).toContain(
    `content="default-src 'none'; script-src 'sha256-${hash}'; worker-src blob:; connect-src 'self'"`,
  );
  expect(page.match(/<\/script/g)).toHaveLength(1);
});

it('listens to a page of the portal around it alone, once', () => {
  const { say, parent, workers } = openPage();
  const port = {};
  say({ source: {}, origin: portal, data: hello, ports: [port] });
  say({ source: parent, origin: 'https://elsewhere.example', data: hello, ports: [port] });
  say({ source: parent, origin: portal, data: 'something else', ports: [port] });
  say({ source: parent, origin: portal, data: hello, ports: [] });
  expect(workers).toEqual([]);
  say({ source: parent, origin: portal, data: hello, ports: [port] });
  say({ source: parent, origin: portal, data: hello, ports: [{}] });
  expect(workers.map(({ ports }) => ports)).toEqual([[port]]);
});

it.each([true, false])('sends what it is given and tells how it went (shared worker: %s)', (isShared) => {
  const { told, say, pass } = openWorker({ isShared });
  say({ type: 'send', requests: [{ id: 4, request }] });
  expect(Xhr.last.asked).toEqual({ method: 'PUT', url: request.url, 'x-ms-blob-type': 'BlockBlob' });
  expect(Xhr.last.sent).toBe(request.body);
  Xhr.last.upload.onprogress?.({ loaded: 2, total: 4 });
  Xhr.last.upload.onprogress?.({ loaded: 4, total: 4 });
  Object.assign(Xhr.last, { status: 409, responseText: '<Error><Code>BlobAlreadyExists</Code></Error>' });
  Xhr.last.onload();
  const answer = { status: 409, etag: null, code: 'BlobAlreadyExists', retryAfter: null };
  expect(told).toEqual([{ type: 'open' }]);
  pass();
  const events = [
    { id: 4, event: { type: 'sent', loaded: 2, total: 4 } },
    { id: 4, event: { type: 'answer', answer } },
  ];
  expect(told.slice(1)).toEqual([{ type: 'events', events }]);
  pass();
  expect(told).toHaveLength(2);
});

it('tells together what comes at about the same time, six at most', () => {
  const { told, say, pass } = openWorker();
  const sent: Xhr[] = [];
  for (const id of [1, 2, 3, 4, 5, 6, 7]) {
    say({ type: 'send', requests: [{ id, request }] });
    sent.push(Xhr.last);
  }
  for (const xhr of sent) xhr.onerror();
  const ids = () =>
    told.map((message) => (message.type === 'events' ? message.events.map(({ id }) => id) : []));
  expect(ids()).toEqual([[], [1, 2, 3, 4, 5, 6]]);
  pass();
  expect(ids()).toEqual([[], [1, 2, 3, 4, 5, 6], [7]]);
});

it('stops a request, which is lost then', () => {
  const { told, say, pass } = openWorker();
  say({ type: 'send', requests: [{ id: 1, request }] });
  say({ type: 'stop', id: 1 });
  say({ type: 'stop', id: 1 });
  pass();
  expect(told.slice(1)).toEqual([{ type: 'events', events: [{ id: 1, event: { type: 'lost' } }] }]);
});

it('sends nothing to another origin', () => {
  const { told, say, pass } = openWorker();
  const before = Xhr.last;
  say({
    type: 'send',
    requests: [{ id: 1, request: { ...request, url: 'https://elsewhere.example/c/b' } }],
  });
  expect(Xhr.last).toBe(before);
  pass();
  expect(told.at(-1)).toEqual({ type: 'events', events: [{ id: 1, event: { type: 'lost' } }] });
});
