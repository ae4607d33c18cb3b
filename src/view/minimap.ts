import { html, nothing, svg, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { MinimapGeometry } from '../viewport/minimap-geometry.js';
import { criticalLine, type CriticalMarks } from './critical-marks.js';
import { overviewOf } from './overview.js';
import { place } from './place.js';
import type { Scene } from './scene.js';

/** What the map shows. */
export interface MinimapState {
  readonly scene: Scene;
  /** `null` while the critical path is not shown. */
  readonly critical: CriticalMarks | null;
  readonly map: MinimapGeometry;
  /** Stands at the start of the line, not at its end. */
  readonly aside: boolean;
  /** Its top in the stage, CSS pixels. */
  readonly y: number;
}

/** What the map is told. */
export interface MinimapActions {
  readonly onPointer: (event: PointerEvent) => void;
}

/**
 * A small picture of all of the drawing, with a frame around what is in view. For the pointer only: keys follow calls
 * or walk through the table, and the frame says nothing that a screen reader's user needs.
 */
export function minimap(
  { scene, critical, map, aside, y }: MinimapState,
  actions: MinimapActions,
): TemplateResult {
  const { content, width, height, scale } = map;
  const box = `${content.x} ${content.y} ${width / scale} ${height / scale}`;
  return html`<div
    class="minimap ${aside ? 'aside' : ''}"
    part="minimap"
    aria-hidden="true"
    ${place({ y, width, height })}
    @pointerdown=${actions.onPointer}
    @pointermove=${actions.onPointer}
    @pointerup=${actions.onPointer}
    @pointercancel=${actions.onPointer}
  >
    <svg class="minimap-picture" width=${width} height=${height} viewBox=${box}>
      ${guard([scene], () =>
        overviewOf(scene).map(({ look, data }) => svg`<path class="overview-path ${look}" d=${data}></path>`),
      )}
      ${guard([scene, critical], () => (critical ? criticalLine(scene, critical) : nothing))}
    </svg>
    <div class="minimap-frame" part="minimap-frame"></div>
  </div>`;
}
