// SPDX-License-Identifier: MIT
//
// Where the offer sheet comes from: `src` (fetched), `for` (the id of a script element), a
// <script type="application/json"> child, or the page's one script[data-encore-sheet]. An
// element can come to life before the parser has reached its script: then it waits, at most
// until the document is complete. Text is handed on as it stands; the core judges it.

import { SheetError } from '../events.js';

const jsonScript = 'script[type="application/json"]';

/** The inline script an element reads; null where there is none (yet). */
export function inlineScript(element: HTMLElement, id: string | null): Element | null {
  const root = element.getRootNode() as Document | ShadowRoot;
  if (id !== null) return root.querySelector(`#${CSS.escape(id)}`) ?? element.ownerDocument.getElementById(id);
  return (
    element.querySelector(`:scope > ${jsonScript}`) ??
    element.ownerDocument.querySelector(`${jsonScript}[data-encore-sheet]`)
  );
}

/** Resolves once the document is parsed; never after `signal` is aborted. */
function parsed(document: Document, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (document.readyState !== 'loading') resolve();
    else document.addEventListener('DOMContentLoaded', () => resolve(), { once: true, signal });
  });
}

/** Resolves to the text of a script that stands there empty, once a page's own code has filled it. */
function filled(script: Element, signal: AbortSignal): Promise<string> {
  return new Promise(resolve => {
    const observer = new MutationObserver(() => {
      if (!script.textContent.trim()) return;
      observer.disconnect();
      resolve(script.textContent);
    });
    observer.observe(script, { childList: true, characterData: true, subtree: true });
    signal.addEventListener('abort', () => observer.disconnect());
  });
}

/** The sheet's text. Errors: SheetError, with what was tried and what to do. */
export async function readSheet(
  element: HTMLElement,
  src: string | null,
  id: string | null,
  signal: AbortSignal,
): Promise<string> {
  if (src !== null) {
    const response = await fetch(new URL(src, element.ownerDocument.baseURI), {
      signal,
      cache: 'no-store',
      credentials: 'same-origin',
      headers: { accept: 'application/json' },
    }).catch((error: unknown) => {
      throw new SheetError('sheet_unreadable', `The sheet at ${src} could not be fetched: ${String(error)}`);
    });
    if (!response.ok) throw new SheetError('sheet_unreadable', `The sheet at ${src} answered ${response.status}.`);
    return response.text();
  }
  let script = inlineScript(element, id);
  // A script without a next node may still be filling: only a parsed document is certain to be whole.
  if (!script?.nextSibling) {
    await parsed(element.ownerDocument, signal);
    script = inlineScript(element, id);
  }
  if (!script)
    throw new SheetError(
      'sheet_missing',
      'No offer sheet: give src, for, or a <script type="application/json"> inside the element.',
    );
  return script.textContent.trim() || filled(script, signal);
}
