import { getFocusableElements, isElementFocused } from '@vaadin/a11y-base/src/focus-utils.js';

/** So many frames may pass until a grid has its columns back: it moves its cells meanwhile, which costs them the focus again. */
const FRAMES = 20;

/**
 * A panel of a page. Takes the focus when it comes into sight, keeps it from Tab, and gives it back to what had it on its page
 * before. Escape asks the server to close it, with the event `close`.
 */
class DrawerElement extends HTMLElement {
  static readonly observedAttributes = ['hidden'];

  /** What had the focus on the page, with everything around it, the innermost first. */
  private focused: HTMLElement[] = [];
  private frame = 0;

  connectedCallback() {
    document.addEventListener('focusin', this.onFocus);
    document.addEventListener('keydown', this.onEscape);
    this.addEventListener('keydown', this.onTab);
    if (!this.hidden) this.takeFocus();
  }

  disconnectedCallback() {
    document.removeEventListener('focusin', this.onFocus);
    document.removeEventListener('keydown', this.onEscape);
    this.removeEventListener('keydown', this.onTab);
    cancelAnimationFrame(this.frame);
  }

  attributeChangedCallback(_name: string, before: string | null, now: string | null) {
    if (!this.isConnected || (before === null) === (now === null)) return;
    if (now === null) this.takeFocus();
    else this.giveFocusBack(FRAMES);
  }

  private takeFocus() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.querySelector('h2')?.focus());
  }

  private giveFocusBack(frames: number) {
    const at = document.activeElement;
    if (at === document.body || this.contains(at)) {
      (this.focused.find((each) => each.isConnected) ?? document.querySelector('main'))?.focus();
    }
    cancelAnimationFrame(this.frame);
    if (frames > 0) this.frame = requestAnimationFrame(() => this.giveFocusBack(frames - 1));
  }

  private isBeside(target: EventTarget | null): boolean {
    return target instanceof Node && !this.contains(target) && this.parentElement?.contains(target) === true;
  }

  private readonly onFocus = (event: FocusEvent) => {
    if (this.isBeside(event.target)) {
      this.focused = event.composedPath().filter((each) => each instanceof HTMLElement);
    }
  };

  private readonly onTab = (event: KeyboardEvent) => {
    if (event.key !== 'Tab') return;
    event.preventDefault();
    const places = getFocusableElements(this);
    const at = places.findIndex(isElementFocused);
    const last = places.length - 1;
    const next = event.shiftKey ? (at <= 0 ? last : at - 1) : at === last ? 0 : at + 1;
    places[next]?.focus();
  };

  /** Not what a dialog over the page or the palette understands as theirs. */
  private readonly onEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || this.hidden || event.defaultPrevented) return;
    const target = event.target;
    if (target === document.body || this.contains(target as Node) || this.isBeside(target)) {
      event.preventDefault();
      this.dispatchEvent(new CustomEvent('close'));
    }
  };
}

customElements.define('x-drawer', DrawerElement);
