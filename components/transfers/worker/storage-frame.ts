import { StorageFailure } from '#lib/transfers/storage-failure.ts';
import type { FromFrame, SendEvent, ToFrame } from '#lib/transfers/storage-frame/messages.ts';
import { type Send, sendDirect, sending } from './send.ts';

/** So often in a row a request must be lost by the frame, while others come through beside it, to take it for broken. */
const patience = 3;

/**
 * Sends from a frame of storage's own origin, which need not ask whether it may (CORS preflight): of small files that is
 * half of the requests. Until a frame is open, and once one does not answer, requests go the usual way.
 */
export function createFrameSender(direct: Send = sendDirect) {
  let port: MessagePort | undefined;
  let isOpen = false;
  /** A request was lost: until one came through beside the frame, nobody knows whether by the network or by the frame. */
  let isDoubted = false;
  let lost = 0;
  let lastId = 0;
  const listeners = new Map<number, (event: SendEvent) => void>();

  function hear({ data }: MessageEvent<FromFrame>): void {
    if (data.type === 'open') {
      isOpen = true;
      return;
    }
    const { id, event } = data;
    const listen = listeners.get(id);
    if (event.type !== 'sent') listeners.delete(id);
    if (event.type === 'answer') lost = 0;
    if (event.type === 'lost') noteLost();
    listen?.(event);
  }

  function noteLost(): void {
    if (isDoubted) return;
    isDoubted = true;
    lost++;
    if (lost >= patience) isOpen = false;
  }

  const say = (message: ToFrame) => port?.postMessage(message);

  const send: Send = async (request, signal, onProgress) => {
    if (!isOpen || isDoubted) {
      const answer = await direct(request, signal, onProgress);
      isDoubted = false;
      return answer;
    }
    const id = ++lastId;
    function begin(listen: (event: SendEvent) => void) {
      listeners.set(id, listen);
      say({ type: 'send', id, request });
      return () => {
        listeners.delete(id);
        say({ type: 'stop', id });
        // A frame that is gone says nothing at all.
        if (signal.reason instanceof StorageFailure) isOpen = false;
      };
    }
    return sending(begin, signal, onProgress);
  };

  return {
    send,
    /** Takes the port of a frame that is being opened. */
    use(given: MessagePort): void {
      port?.close();
      port = given;
      isOpen = false;
      isDoubted = false;
      lost = 0;
      port.onmessage = hear;
    },
  };
}
