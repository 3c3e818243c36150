import { z } from 'zod';

/** How to sign in here: by one-time links, and with an identity provider where one is set. */
export const signInOptionsSchema = z
  .object({
    portalUrl: z.string().meta({
      description:
        "The portal's address: nobody can sign in, or change anything, by a page opened at another one.",
    }),
    provider: z
      .object({
        label: z.string().meta({ description: 'What the button says: "Microsoft", or the host.' }),
        kind: z.enum(['entra', 'oidc']),
        authority: z.string(),
        clientId: z.string(),
        metadata: z
          .object({
            issuer: z.string(),
            authorization_endpoint: z.string(),
            token_endpoint: z.string(),
            end_session_endpoint: z.string().optional(),
            jwks_uri: z.string(),
          })
          .nullable()
          .meta({ description: 'The OpenID configuration; null where MSAL knows the authority itself.' }),
      })
      .nullable(),
  })
  .meta({ id: 'SignInOptions' });

export const nonceSchema = z.object({ nonce: z.string(), expiresAt: z.iso.datetime() }).meta({
  id: 'SignInNonce',
  description: 'Goes into the authorization request; the ID token carries it once.',
});

export const signInWithProviderSchema = z
  .object({ idToken: z.string().min(1).max(20_000) })
  .strict()
  .meta({ id: 'SignInWithProvider' });

export type SignInOptions = z.infer<typeof signInOptionsSchema>;
