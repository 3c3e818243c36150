/** The palette's field, the same before its code is there and after: who types must not notice. */
export const paletteField = {
  placeholder: 'Find datasets, or do something',
  className: 'h-11 w-full border-line border-b bg-panel px-4 outline-none',
};
