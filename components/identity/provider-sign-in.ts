import type { Call } from '#lib/api/client.ts';
import { SluiceError } from '#lib/errors.ts';
import type { Session } from '#lib/identity/session-schema.ts';
import { markPending, takePending } from './pending-sign-in.ts';
import { openProviderClient, type Provider, scopes } from './provider-client.ts';
import { cookieFailure, providerFailure } from './provider-failure.ts';

/** Leaves for the provider's page; it leads back to this one, by way of the callback page. */
export async function leaveForProvider(api: Call, provider: Provider): Promise<void> {
  const { nonce } = await api('createNonce', {});
  await atProvider(provider, async () => {
    // Ends what an earlier try left behind, such as one that was given up by the back button.
    const former = await openProviderClient(provider, 'take');
    await former.handleRedirectPromise({ navigateToLoginRequestUrl: false }).catch(() => null);
    const client = await openProviderClient(provider, 'leave');
    markPending();
    // On a machine of several people the one who signs in says who they are. Not every provider knows the word.
    const prompt = provider.kind === 'entra' ? { prompt: 'select_account' } : {};
    await client.loginRedirect({ scopes, nonce, ...prompt }).finally(takePending);
  });
}

/** Takes the provider's answer and signs in here; undefined where one came back without an answer. */
export async function takeAnswer(api: Call, provider: Provider): Promise<Session | undefined> {
  const idToken = await atProvider(provider, async () => {
    const client = await openProviderClient(provider, 'take');
    const answer = await client.handleRedirectPromise({ navigateToLoginRequestUrl: false });
    return answer?.idToken;
  });
  if (idToken === undefined) return undefined;
  await api('signInWithProvider', { body: { idToken } });
  return api('getSession', {}).catch((error: unknown) => {
    // It was set a moment ago: without this check one would be led in a circle.
    if (error instanceof SluiceError && error.code === 'not_signed_in') throw cookieFailure();
    throw error;
  });
}

async function atProvider<T>(provider: Provider, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw providerFailure(error, provider.label);
  }
}
