import { SluiceError } from '#lib/errors.ts';

/** What a link to a request for data is asked with. In memory alone: the code and the ticket open the link. */
export interface Pass {
  code: string;
  ticket: string;
}

const passes = new Map<string, Pass>();

/** A fresh ticket takes the place of an older one. */
export function keepPass(requestId: string, pass: Pass): void {
  passes.set(requestId, pass);
}

export function passFor(requestId: string): Pass {
  const pass = passes.get(requestId);
  if (!pass) throw new SluiceError('link_closed', 'Open the link again to go on with what it was sent.');
  return pass;
}
