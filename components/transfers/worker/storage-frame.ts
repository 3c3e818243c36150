import { StorageFailure } from '#lib/transfers/storage-failure.ts';
import type { BlobRequest, FromFrame, SendEvent, ToFrame } from '#lib/transfers/storage-frame/messages.ts';
import { type Send, sendDirect, sending } from './send.ts';

/** So often in a row may the frame lose a request while the next one comes through beside it; then it is taken for broken. */
const patience = 3;

/**
 * Sends from a frame of storage's own origin, which need not ask whether it may (CORS preflight): of small files that is
 * half of the requests. Until a frame is open, and once it is broken, requests go the usual way (`direct`).
 */
export function createFrameSender(direct: Send = sendDirect) {
  let port: MessagePort | undefined;
  let isOpen = false;
  /** The frame lost a request: the next one goes beside it, to tell whether that was the frame or the network. */
  let isDoubted = false;
  let failures = 0;
  let lastId = 0;
  let given: { id: number; request: BlobRequest }[] = [];
  const listeners = new Map<number, (event: SendEvent) => void>();

  function hear({ data }: MessageEvent<FromFrame>): void {
    if (data.type === 'open') {
      isOpen = true;
      return;
    }
    for (const { id, event } of data.events) {
      const listen = listeners.get(id);
      if (!listen) continue;
      if (event.type !== 'sent') listeners.delete(id);
      if (event.type === 'answer') failures = 0;
      if (event.type === 'lost') isDoubted = true;
      listen(event);
    }
  }

  async function besideTheFrame(...asked: Parameters<Send>): ReturnType<Send> {
    try {
      const answer = await direct(...asked);
      if (isDoubted && ++failures >= patience) isOpen = false;
      return answer;
    } finally {
      isDoubted = false;
    }
  }

  const say = (message: ToFrame) => port?.postMessage(message);

  /** What is asked for in one go, as after answers that were told together, goes together. */
  function give(id: number, request: BlobRequest): void {
    if (given.length === 0)
      setTimeout(() => {
        // What was stopped meanwhile is not begun.
        const requests = given.filter(({ id }) => listeners.has(id));
        given = [];
        if (requests.length > 0) say({ type: 'send', requests });
      });
    given.push({ id, request });
  }

  const send: Send = (request, signal, onProgress) => {
    if (!isOpen || isDoubted) return besideTheFrame(request, signal, onProgress);
    const id = ++lastId;
    function begin(listen: (event: SendEvent) => void) {
      listeners.set(id, listen);
      give(id, request);
      return () => {
        listeners.delete(id);
        say({ type: 'stop', id });
        // No byte moved for a minute.
        if (signal.reason instanceof StorageFailure) isDoubted = true;
      };
    }
    return sending(begin, signal, onProgress);
  };

  return {
    send,
    isOpen: () => isOpen,
    /** Takes the port of a frame that is being opened, in the place of another. */
    use(opened: MessagePort): void {
      port?.close();
      for (const listen of listeners.values()) listen({ type: 'lost' });
      listeners.clear();
      given = [];
      [isOpen, isDoubted, failures] = [false, false, 0];
      port = opened;
      port.onmessage = hear;
    },
  };
}
