/** Which way the levels of a drawing go on this screen: on a narrow and tall one there is more room below than beside. */
const tall = matchMedia('(max-width: 640px) and (orientation: portrait)');

export const suitableDirection = () => (tall.matches ? 'down' : 'right');

/** Calls back when another direction has come to suit the screen, which was turned or made narrower or wider. */
export const whenTurned = (listener) => tall.addEventListener('change', listener);

/** Lets a drawing go in the direction that suits the screen, also after that was turned. */
export function suitScreen(element) {
  const turn = () => {
    element.direction = suitableDirection();
  };
  whenTurned(turn);
  turn();
}
