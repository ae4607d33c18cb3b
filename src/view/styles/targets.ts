import { css } from 'lit';

/**
 * What answers to a press around what is seen: at least 24 CSS pixels on the screen (WCAG 2.5.8). Further out a node
 * answers to all of its box and to the gap around it, as far as its neighbours leave room. Its operation is then too small
 * to be hit, and is opened from the details, by key or from the table; calls and stubs are in the table as well.
 */
export const targetStyles = css`
  .far .shape::after,
  .very-far .shape::after {
    content: '';
    position: absolute;
    inset: -14px;
  }

  .very-far .shape {
    position: static;
  }

  .very-far .shape::after {
    inset: -10px -8px;
  }

  .operation::after {
    content: '';
    position: absolute;
    inset: -6px 0 auto;
    min-block-size: 27px;
    block-size: calc(100% - 4px);
  }

  .far .operation {
    pointer-events: none;
  }

  .edge-label::after {
    content: '';
    position: absolute;
    inset: -4px -6px;
  }

  .far .edge-label::after {
    inset: -8px -6px;
  }

  .far .stub .expand::after {
    inset: -10px -6px;
  }

  /* The corners of the target are not round. */
  .stub-menu-button::after {
    content: '';
    position: absolute;
    inset: 0;
  }
`;
