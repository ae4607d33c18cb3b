import { adoptStyles, LitElement, type CSSResultOrNative } from 'lit';

/** By document: the sheets that were made there. */
const sheetsIn = new WeakMap<Document, Map<CSSResultOrNative, CSSStyleSheet>>();

/**
 * A component that keeps its styles wherever it goes. A sheet that is constructed belongs to the document it was made in:
 * the browser takes it away when it adopts the element into that of a frame or of another window.
 */
export class AdoptableElement extends LitElement {
  protected override createRenderRoot(): ShadowRoot {
    const { shadowRootOptions } = this.constructor as typeof LitElement;
    // eslint-disable-next-line wc/attach-shadow-constructor -- lit attaches it here too
    const root = this.shadowRoot ?? this.attachShadow(shadowRootOptions);
    this.#applyStyles(root);
    return root;
  }

  adoptedCallback(): void {
    if (this.shadowRoot) this.#applyStyles(this.shadowRoot);
  }

  #applyStyles(root: ShadowRoot): void {
    const { elementStyles } = this.constructor as typeof LitElement;
    const { ownerDocument } = root;
    const view = ownerDocument.defaultView;
    if (ownerDocument === document) adoptStyles(root, elementStyles);
    // A document without a window shows nothing.
    else if (view)
      root.adoptedStyleSheets = elementStyles.map((style) => sheetIn(ownerDocument, view, style));
  }
}

function sheetIn(owner: Document, view: typeof globalThis, style: CSSResultOrNative): CSSStyleSheet {
  let sheets = sheetsIn.get(owner);
  if (!sheets) sheetsIn.set(owner, (sheets = new Map<CSSResultOrNative, CSSStyleSheet>()));
  const known = sheets.get(style);
  if (known) return known;
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync('cssText' in style ? style.cssText : rulesOf(style));
  sheets.set(style, sheet);
  return sheet;
}

const rulesOf = ({ cssRules }: CSSStyleSheet): string =>
  Array.from(cssRules, ({ cssText }) => cssText).join('\n');
