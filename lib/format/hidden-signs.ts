/** Scripts that shape or part their letters by joiners: Persian writes می‌خواهم with one, Malayalam and Sinhala need them. */
const joining = [
  ...[
    'Arabic',
    'Syriac',
    'Nko',
    'Mongolian',
    'Devanagari',
    'Bengali',
    'Gurmukhi',
    'Gujarati',
    'Oriya',
    'Tamil',
  ],
  ...['Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Khmer', 'Myanmar', 'Tibetan'],
]
  .map((script) => String.raw`\p{Script_Extensions=${script}}`)
  .join('');

/**
 * What is kept: joiners (U+200C, U+200D) behind a letter of those scripts and between the parts of one emoji, and the tags of
 * a region's flag, as that of Wales is written.
 */
const good = [
  String.raw`(?<=[${joining}])[\u200c\u200d]`,
  String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})`,
  String.raw`(?<=\u{1f3f4})[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f}`,
].join('|');
// Soft hyphen, zero-width, bidirectional marks and overrides, fillers, tags; U+2028 and U+2029 end lines.
const hidden = String.raw`[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]`;
const goodOrHidden = new RegExp(`(${good})|${hidden}`, 'gu');

/** Letters, digits, punctuation and symbols, but for those that are blank: fillers of Hangul, braille without dots. */
const visible = /[^\P{L}\u115f\u1160\u3164\uffa0]|\p{N}|\p{P}|[^\P{S}\u2800]/u;

/** The text without the signs that nobody sees, or that change the direction of others. */
export function withoutHiddenSigns(text: string): string {
  return text.replace(goodOrHidden, '$1');
}

/** Whether a text holds such signs: it could pass for another text. */
export function hidesSigns(text: string): boolean {
  return withoutHiddenSigns(text) !== text;
}

/** Whether there is nothing to see of a text, and nothing to click on; of the empty one too. */
export function showsNothing(text: string): boolean {
  return !visible.test(text);
}

/** The rule that a name or a line breaks, as one sentence about `what` (`The name`); undefined for a good or empty one. */
export function hiddenSignsProblem(text: string, what: string): string | undefined {
  if (hidesSigns(text)) return `${what} holds invisible or direction-changing characters; type it anew.`;
  if (text !== '' && showsNothing(text)) return `${what} shows nothing; type a letter or a digit.`;
  return undefined;
}
