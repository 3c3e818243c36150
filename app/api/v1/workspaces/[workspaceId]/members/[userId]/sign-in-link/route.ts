import { route } from '#server/http/index.ts';
import { createSignInLink } from '#server/users/index.ts';

export const POST = route('createSignInLink', createSignInLink);
