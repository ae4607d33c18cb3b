import { css } from 'lit';

/** The element's box and its three areas: bar, stage and details. It answers to its own width, not to the window's. */
export const frameStyles = css`
  :host {
    display: block;
    box-sizing: border-box;
    block-size: 36rem;
    min-block-size: 16rem;
    contain: content;
    container: trace-dependencies / size;
    color: var(--_text);
    background: var(--_surface);
    font-family: var(--_font);
    font-size: var(--_font-size);
    line-height: 1.4;
    text-align: start;
  }

  :host([hidden]) {
    display: none;
  }

  * {
    box-sizing: border-box;
  }

  [hidden] {
    display: none !important;
  }

  /* Not by a percentage: where a flex box gives the host its height, that would be none in WebKit. */
  .frame {
    position: absolute;
    inset: 0;
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr) auto;
    grid-template-areas: 'bar bar' 'stage details';
  }

  .stage {
    grid-area: stage;
    position: relative;
    /* The drawing lies under all that floats; the tables stand above the settings. */
    display: grid;
    grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
    container: stage / size;
    overflow: hidden;
    min-inline-size: 0;
    min-block-size: 0;
  }

  /* Its size is that of a label: \`size-watch.ts\` is told when a font, a font size or the space changes. */
  .size-probe {
    position: absolute;
    padding-inline-start: var(--_space);
    font-weight: 600;
    white-space: nowrap;
    visibility: hidden;
    pointer-events: none;
  }

  .size-probe::before {
    content: 'Wigqm 0123456789';
  }

  :focus {
    outline: none;
  }

  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @container trace-dependencies (width < 640px) {
    .frame {
      grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
      grid-template-areas: 'bar' 'stage' 'details';
    }
  }
`;
