import { route } from '#server/http/index.ts';
import { createOperatorLink } from '#server/identity/index.ts';

export const POST = route('createOperatorLink', createOperatorLink);
