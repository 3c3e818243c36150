/** For who was led here from another page. */
export function WhySignIn() {
  return (
    <p>
      <b>You are not signed in, or your session has ended.</b> Once you have signed in you are back where you
      were.
    </p>
  );
}
