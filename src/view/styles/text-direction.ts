import { css } from 'lit';

/**
 * Texts that run the other way than the page: of a language that is not here, English ones stand on a page from right to
 * left. The controls keep to the page's direction, and each text has its own: else its full stop would lead it.
 */
export const textDirection = css`
  :where(.frame:not([dir]):dir(rtl)) {
    text-align: right;
  }
  :where(.frame:not([dir]):dir(rtl)) :where(:not(svg, svg *)) {
    unicode-bidi: plaintext;
  }
`;
