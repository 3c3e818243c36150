import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export interface TokenIssuer {
  /** Its issuer and authority alike. */
  authority: string;
  /** The public key of what it signs with now, as JWK. */
  publicKey(): Promise<JsonWebKey>;
  keyId(): string;
  /** Signs these claims with its key of the moment. */
  sign(claims: JWTPayload): Promise<string>;
  /** Signs with a key it never published, under the id of the published one. */
  signByForeignKey(claims: JWTPayload): Promise<string>;
  /** Publishes a new key in place of the old one, and signs with it from now on. */
  rotate(): Promise<void>;
  /** Answers every request with this status; 200: as it should. */
  answerWith(status: number): void;
  close(): Promise<void>;
}

/** An OpenID provider on loopback, as much of it as a server sees that checks ID tokens. */
export async function startTokenIssuer(path = ''): Promise<TokenIssuer> {
  let serial = 1;
  let status = 200;
  let pair = await generateKeyPair('ES256', { extractable: true });
  const foreign = await generateKeyPair('ES256');
  const keyId = () => `key-${serial}`;
  const publicKey = () => exportJWK(pair.publicKey) as Promise<JsonWebKey>;

  const server = createServer(async (request, response) => {
    const body =
      request.url === `${path}/.well-known/openid-configuration`
        ? {
            issuer: authority,
            authorization_endpoint: `${authority}/authorize`,
            token_endpoint: `${authority}/token`,
            jwks_uri: `${authority}/keys`,
          }
        : { keys: [{ ...(await publicKey()), kid: keyId(), alg: 'ES256', use: 'sig' }] };
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const authority = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

  const signWith = (key: CryptoKey, claims: JWTPayload) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: keyId() }).sign(key);
  return {
    authority,
    publicKey,
    keyId,
    sign: (claims) => signWith(pair.privateKey, claims),
    signByForeignKey: (claims) => signWith(foreign.privateKey, claims),
    async rotate() {
      pair = await generateKeyPair('ES256', { extractable: true });
      serial += 1;
    },
    answerWith(next) {
      status = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
