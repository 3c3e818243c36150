import { ConfigError } from './config-error.ts';

/** An address alone, or a name with the address in angle brackets. */
const sender = /^([^\s<>@]+@[^\s<>@]+|[^<>@\r\n]*<[^\s<>@]+@[^\s<>@]+>)$/;

/** Interprets SMTP_URL and MAIL_FROM; undefined where no mail is to be sent. Throws `ConfigError`. */
export function readMailSettings(env: {
  SMTP_URL?: string | undefined;
  MAIL_FROM?: string | undefined;
}): { smtpUrl: string; from: string } | undefined {
  const { SMTP_URL: smtpUrl, MAIL_FROM: from } = env;
  if (smtpUrl === undefined && from === undefined) return undefined;
  if (smtpUrl === undefined)
    throw new ConfigError(
      'SMTP_URL is missing beside MAIL_FROM; set it to the mail server, such as smtps://user:password@mail.example.org:465, or leave both out.',
    );
  if (!/^smtps?:\/\//.test(smtpUrl) || !URL.canParse(smtpUrl) || !new URL(smtpUrl).hostname)
    throw new ConfigError('SMTP_URL must be an address such as smtps://user:password@mail.example.org:465.');
  if (from === undefined)
    throw new ConfigError(
      'MAIL_FROM is missing beside SMTP_URL; set it to the sender, such as Sluice <sluice@example.org>.',
    );
  if (!sender.test(from))
    throw new ConfigError(
      'MAIL_FROM must be an e-mail address, with a name or without, such as Sluice <sluice@example.org>.',
    );
  return { smtpUrl, from };
}
