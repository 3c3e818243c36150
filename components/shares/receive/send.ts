import { noteUploads, showTray } from '#components/transfers/desk.ts';
import { batchOfNow, beginUpload, passLink, warmEngine } from '#components/transfers/engine.ts';
import { requestIdOf, senderOf } from '#components/transfers/link-uploads.ts';
import type { Picked } from '#components/transfers/picked.ts';
import { showRemembered } from '#components/transfers/remembered.ts';
import type { Pass } from '#components/transfers/worker/passes.ts';
import type { DataRequestView } from '#lib/shares/data-request-schema.ts';
import { typeOf } from './limits.ts';

export interface Sending extends Pass {
  /** As they call themselves. */
  sender: string;
  limits: DataRequestView['limits'];
}

/** Lets uploads by this link go on, and shows those that an earlier page left. */
export async function takeUpSending(pass: Pass): Promise<void> {
  const requestId = await requestIdOf(pass.code);
  passLink(requestId, pass);
  warmEngine();
  await showRemembered(senderOf(requestId));
}

/** Begins to send one file. Rejects with the portal's sentence where it is refused. */
export async function sendFile(
  { limits, sender, ...pass }: Sending,
  { file, handle }: Picked & { kind: 'file' },
): Promise<void> {
  const requestId = await requestIdOf(pass.code);
  passLink(requestId, pass);
  noteUploads(true);
  showTray();
  const contentType = /^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? { contentType: file.type } : {};
  await beginUpload({
    kind: 'file',
    userId: senderOf(requestId),
    portal: { kind: 'request', requestId, sender },
    ...{ name: file.name, label: file.name, batch: batchOfNow(), file, handle },
    asked: {
      // The member who accepts it gives it its name.
      name: file.name.slice(0, 100),
      ...{ fileName: file.name, size: file.size, dataTypeId: typeOf(file, limits), ...contentType },
    },
  });
}
