import { SinkFailure } from '#lib/transfers/download/ports.ts';
import { removePicked } from './file-sinks.ts';
import type { Place } from './messages.ts';
import { downloadsFolder } from './opfs.ts';

/** The file a download is written to, and how it goes again. */
export async function placeOf(
  id: string,
  place: Place,
): Promise<{ handle: FileSystemFileHandle; remove: () => Promise<void> }> {
  if (place.kind === 'picked') return { handle: place.handle, remove: () => removePicked(place.handle) };
  const folder = await downloadsFolder();
  if (!folder) throw new SinkFailure({ full: false });
  const handle = await folder.getFileHandle(id, { create: true });
  return { handle, remove: () => folder.removeEntry(id) };
}
