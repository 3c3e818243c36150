// @ts-check
/**
 * Where the configured account's blobs are; undefined where the settings do not tell (the portal then refuses them).
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined}
 */
export function blobEndpointOf(env) {
  const accountUrl = env.AZURE_STORAGE_ACCOUNT_URL;
  if (accountUrl) return accountUrl.replace(/\/+$/, '');
  const fields = new Map(
    (env.AZURE_STORAGE_CONNECTION_STRING ?? '').split(';').map((field) => {
      const [name = '', ...value] = field.trim().split('=');
      return [name, value.join('=')];
    }),
  );
  const endpoint = fields.get('BlobEndpoint');
  if (endpoint) return endpoint.replace(/\/+$/, '');
  const account = fields.get('AccountName');
  if (!account) return undefined;
  const protocol = fields.get('DefaultEndpointsProtocol') ?? 'https';
  return `${protocol}://${account}.blob.${fields.get('EndpointSuffix') ?? 'core.windows.net'}`;
}
