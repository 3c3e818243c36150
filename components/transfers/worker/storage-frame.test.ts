import { expect, it, vi } from 'vitest';
import { StorageFailure } from '#lib/transfers/storage-failure.ts';
import type { BlobAnswer, FromFrame, SendEvent, ToFrame } from '#lib/transfers/storage-frame/messages.ts';
import type { Send } from './send.ts';
import { createFrameSender } from './storage-frame.ts';

const request = { url: 'https://team.blob.core.windows.net/c/b?sig=s', headers: {}, body: 'a' };
const ofFrame: BlobAnswer = { status: 201, etag: '"frame"', code: '', retryAfter: null };
const ofDirect: BlobAnswer = { ...ofFrame, etag: '"direct"' };
const { signal } = new AbortController();

/** A frame whose answers are scripted, at the other end of a real port. */
function fixture(script: (id: number) => SendEvent[] = () => [{ type: 'answer', answer: ofFrame }]) {
  const { port1, port2 } = new MessageChannel();
  const told: ToFrame[] = [];
  const tell = (message: FromFrame) => port1.postMessage(message);
  port1.onmessage = ({ data }: MessageEvent<ToFrame>) => {
    told.push(data);
    if (data.type === 'send')
      for (const { id } of data.requests)
        for (const event of script(id)) tell({ type: 'events', events: [{ id, event }] });
  };
  const direct = vi.fn<Send>(async () => ofDirect);
  const sender = createFrameSender(direct);
  sender.use(port2);
  const send = (stop = signal, onProgress?: (bytes: number) => void) =>
    sender.send(request, stop, onProgress);
  async function open() {
    tell({ type: 'open' });
    await expect.poll(async () => (await send()).etag).not.toBe('"direct"');
    direct.mockClear();
    told.length = 0;
  }
  return { send, open, told, direct, isOpen: sender.isOpen, use: sender.use };
}

/** An open one that loses every request while it is told so. */
async function openThatLoses() {
  let losing = false;
  const frame = fixture(() => [losing ? { type: 'lost' } : { type: 'answer', answer: ofFrame }]);
  await frame.open();
  const lose = (now: boolean) => {
    losing = now;
  };
  return { ...frame, lose };
}

it('sends the usual way until the frame is open, and then by the frame', async () => {
  const { send, open, direct } = fixture();
  expect(await send()).toEqual(ofDirect);
  await open();
  expect(await send()).toEqual(ofFrame);
  expect(direct).not.toHaveBeenCalled();
});

it('tells bytes that are sent, and a refusal as an answer', async () => {
  const refusal = { ...ofFrame, status: 503, code: 'ServerBusy', retryAfter: '2' };
  const { send, open } = fixture(() => [
    { type: 'sent', loaded: 7, total: 9 },
    { type: 'answer', answer: refusal },
  ]);
  await open();
  const bytes: number[] = [];
  expect(await send(signal, (sent) => bytes.push(sent))).toEqual(refusal);
  expect(bytes).toEqual([7]);
});

it('sends together what is asked for in one go, but for what is stopped before', async () => {
  const { send, open, told } = fixture();
  await open();
  const stop = new AbortController();
  const stopped = send(stop.signal);
  const answers = [send(), send()];
  stop.abort(new Error('paused'));
  await expect(stopped).rejects.toThrow('paused');
  expect(await Promise.all(answers)).toEqual([ofFrame, ofFrame]);
  const sent = told.flatMap((message) => (message.type === 'send' ? [message.requests.length] : []));
  expect(sent).toEqual([2]);
});

it('stops a request in the frame, and rejects with the reason', async () => {
  let silent = false;
  const { send, open, told } = fixture(() => (silent ? [] : [{ type: 'answer', answer: ofFrame }]));
  await open();
  silent = true;
  const stop = new AbortController();
  const sending = send(stop.signal);
  await expect.poll(() => told.map(({ type }) => type)).toEqual(['send']);
  stop.abort(new Error('paused'));
  await expect(sending).rejects.toThrow('paused');
  await expect.poll(() => told.map(({ type }) => type)).toEqual(['send', 'stop']);
  silent = false;
  expect(await send()).toEqual(ofFrame);
});

it('asks beside a frame that is silent', async () => {
  let silent = false;
  const { send, open } = fixture(() => (silent ? [] : [{ type: 'answer', answer: ofFrame }]));
  await open();
  silent = true;
  const stop = new AbortController();
  const sending = send(stop.signal);
  stop.abort(new StorageFailure('stalled'));
  await expect(sending).rejects.toMatchObject({ kind: 'stalled' });
  expect(await send()).toEqual(ofDirect);
  silent = false;
  expect(await send()).toEqual(ofFrame);
});

it('asks beside the frame after a loss, comes back to it, and leaves one that loses all', async () => {
  const { send, direct, isOpen, lose } = await openThatLoses();
  lose(true);
  await expect(send()).rejects.toMatchObject({ kind: 'network' });
  lose(false);
  expect(await send()).toEqual(ofDirect);
  expect(await send()).toEqual(ofFrame);
  lose(true);
  for (let times = 0; times < 3; times++) {
    expect(isOpen()).toBe(true);
    await expect(send()).rejects.toMatchObject({ kind: 'network' });
    expect(await send()).toEqual(ofDirect);
  }
  expect(isOpen()).toBe(false);
  direct.mockClear();
  expect(await send()).toEqual(ofDirect);
  expect(direct).toHaveBeenCalledTimes(1);
});

it('keeps to the frame over a network that is away for long, and where nothing comes through beside it', async () => {
  const { send, direct, isOpen, lose } = await openThatLoses();
  lose(true);
  direct.mockRejectedValue(new StorageFailure('network'));
  for (let times = 0; times < 9; times++) await expect(send()).rejects.toMatchObject({ kind: 'network' });
  expect(isOpen()).toBe(true);
  lose(false);
  await expect(send()).rejects.toMatchObject({ kind: 'network' });
  expect(await send()).toEqual(ofFrame);
});

it('takes the loss of all that is on its way at once for one', async () => {
  const { send, lose } = await openThatLoses();
  lose(true);
  const lost = await Promise.allSettled(Array.from({ length: 6 }, () => send()));
  expect(lost.map(({ status }) => status)).toEqual(Array(6).fill('rejected'));
  lose(false);
  expect(await send()).toEqual(ofDirect);
  expect(await send()).toEqual(ofFrame);
});

it('tells what is on its way as lost where another frame takes the place', async () => {
  let silent = false;
  const { send, open, use } = fixture(() => (silent ? [] : [{ type: 'answer', answer: ofFrame }]));
  await open();
  silent = true;
  const sending = send();
  use(new MessageChannel().port2);
  await expect(sending).rejects.toMatchObject({ kind: 'network' });
  expect(await send()).toEqual(ofDirect);
});
