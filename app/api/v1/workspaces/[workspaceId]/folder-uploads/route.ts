import { route } from '#server/http/index.ts';
import { reserveFolder } from '#server/transfers/index.ts';

export const POST = route('reserveFolder', reserveFolder);
