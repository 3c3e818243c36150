import { useMutation, useQuery } from '@tanstack/react-query';
import { useApi } from '#components/shell/api-context.ts';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import { signOutAddress } from '#lib/identity/sign-out-address.ts';
import { signInOptionsQuery } from './sign-in-options-query.ts';

interface SignOut {
  /** The identity provider that would be signed out of as well; undefined where there is none. */
  providerLabel: string | undefined;
  /** Ends the session here and leads to the sign-in page. */
  signOutHere(): void;
  /** The same, by way of the provider, where one is set and answers. */
  signOut(): void;
}

export function useSignOut(): SignOut {
  const api = useApi();
  const { data: options } = useQuery(signInOptionsQuery(api));
  const { mutate } = useMutation({
    mutationFn: (_next: string) => api('signOut', {}),
    onMutate: () => {
      showToast({ text: 'Signing out…' });
    },
    // A new page, so that nothing of this person stays in memory.
    onSuccess: (_, next) => window.location.assign(next),
    onError: (error) => showToast({ text: errorSentence(error), tone: 'bad' }),
  });
  const there = options && signOutAddress(options, window.location.origin);
  return {
    providerLabel: there ? options.provider?.label : undefined,
    signOutHere: () => mutate('/sign-in'),
    signOut: () => mutate(there ?? '/sign-in'),
  };
}
