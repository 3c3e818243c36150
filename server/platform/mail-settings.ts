import { ConfigError } from './config-error.ts';

/** An address alone, or a name with the address in angle brackets. */
const sender = /^([^\s<>@]+@[^\s<>@]+|[^<>@\r\n]*<[^\s<>@]+@[^\s<>@]+>)$/;

/** Interprets SMTP_URL and MAIL_FROM; undefined where no mail is to be sent. Throws `ConfigError`. */
export function readMailSettings(env: {
  SMTP_URL?: string | undefined;
  MAIL_FROM?: string | undefined;
}): { smtpUrl: string; from: string } | undefined {
  const { SMTP_URL: smtpUrl, MAIL_FROM: from } = env;
  if (smtpUrl === undefined) return undefined;
  if (!/^smtps?:\/\//.test(smtpUrl) || !URL.canParse(smtpUrl) || !new URL(smtpUrl).hostname)
    throw new ConfigError('SMTP_URL must be an address such as smtps://user:password@mail.example.org:465.');
  if (from === undefined || !sender.test(from))
    throw new ConfigError(
      'MAIL_FROM is missing beside SMTP_URL; set it to the sender, such as Sluice <sluice@example.org>.',
    );
  return { smtpUrl, from };
}
