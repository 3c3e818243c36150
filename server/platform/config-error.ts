/** A setting is missing, malformed or contradicts another; the message is one sentence that names it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
