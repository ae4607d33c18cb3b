import { css } from 'lit';

/** What is left out, or takes the place of something else, where the element is narrow. */
export const roomStyles = css`
  .narrow {
    display: none;
  }

  /* Zooming can be done by the other buttons, saving by hosts. */
  @container trace-dependencies (width < 960px) {
    .roomy {
      display: none;
    }
  }

  @container trace-dependencies (width < 640px) {
    .wide {
      display: none;
    }

    .narrow {
      display: block;
    }
  }
`;
