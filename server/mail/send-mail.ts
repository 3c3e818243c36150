import type { Parts } from '#server/platform/context.ts';
import { describeError } from '#server/platform/log.ts';

const timeoutMs = 10_000;

/**
 * Hands one mail to the mail server of SMTP_URL: `sent`, `failed` or, where the server takes no mail for this address,
 * `refused` (both are in the log, without the address and the text), or `off` where none is set. Never throws: what the mail tells of has happened.
 */
export async function sendMail(
  { config, log }: Pick<Parts, 'config' | 'log'>,
  mail: { to: string; subject: string; text: string },
): Promise<'sent' | 'failed' | 'refused' | 'off'> {
  if (!config.mail) return 'off';
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    url: config.mail.smtpUrl,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  try {
    // `to` as an object: a text would be parsed as a list of addresses.
    await transport.sendMail({ ...mail, to: { name: '', address: mail.to }, from: config.mail.from });
    return 'sent';
  } catch (error) {
    // A mail server's own words may repeat what it was told, the password too; of its answers the number says enough.
    const { code, responseCode, command } = error as Record<string, unknown>;
    const words = responseCode === undefined ? describeError(error).slice(0, 200) : undefined;
    log.warn({ code, responseCode, error: words }, 'a mail was not sent');
    return command === 'RCPT TO' ? 'refused' : 'failed';
  } finally {
    transport.close();
  }
}
