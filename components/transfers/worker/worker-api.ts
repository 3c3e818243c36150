import { createClient } from '#lib/api/client.ts';
import { fetchInTime } from '#lib/api/fetch-in-time.ts';

/** The portal as the workers of transfers ask it. Listing 100,000 files takes a part of these 180 s. */
export const api = createClient({ fetch: fetchInTime(180_000) });
