import type { Place } from './messages.ts';
import { downloadsFolder, hasRoom } from './opfs.ts';
import { pickFile } from './pickers.ts';

/** Larger files go straight to the place the person picks, smaller ones to the browser's own downloads. */
export const largestWithoutAsking = 512 * 1024 * 1024;

/**
 * Where a file goes: 'closed' where the person gave up, undefined where the browser offers no place that the portal can
 * write to (then it is a plain link).
 */
export async function choosePlace(name: string, size: number): Promise<Place | 'closed' | undefined> {
  const own = (await downloadsFolder()) !== undefined && (await hasRoom(size));
  if (own && size <= largestWithoutAsking) return { kind: 'own' };
  const handle = await pickFile(name);
  if (handle === 'closed') return 'closed';
  if (handle) return { kind: 'picked', handle };
  return own ? { kind: 'own' } : undefined;
}
