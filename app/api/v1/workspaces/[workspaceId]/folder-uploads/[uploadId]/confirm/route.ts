import { route } from '#server/http/index.ts';
import { confirmFolder } from '#server/transfers/index.ts';

export const POST = route('confirmFolder', confirmFolder);
