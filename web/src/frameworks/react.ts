// SPDX-License-Identifier: MIT
//
// <encore-offers> as a React component, for React 18 and newer: properties in, events out.
// Rendered on a server it is the empty element, which the page's script fills.
import {
  createElement,
  forwardRef,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  type CSSProperties,
  type ReactNode,
} from 'react';
import type { EncoreOffers as OffersElement } from '../element/encore-offers.js';
import '../element/index.js';
import { applyProperties, listenTo, type OffersEvents, type OffersProperties } from './properties.js';

type Handlers = { [Name in keyof OffersEvents as `on${Capitalize<Name>}`]?: (event: OffersEvents[Name]) => void };

export interface EncoreOffersProps extends OffersProperties, Handlers {
  id?: string;
  className?: string;
  style?: CSSProperties;
  /** Elements for the slots, or a `<template>` with markup of your own. */
  children?: ReactNode;
}

// React warns of layout effects on a server, where none run.
const usePainted = typeof document === 'undefined' ? useEffect : useLayoutEffect;

export const EncoreOffers = forwardRef<OffersElement, EncoreOffersProps>(function EncoreOffers(props, ref) {
  const element = useRef<OffersElement>(null);
  const applied = useRef(new Map<keyof OffersProperties, unknown>());
  const latest = useRef(props);
  useImperativeHandle(ref, () => element.current as OffersElement, []);
  usePainted(() => {
    latest.current = props;
    if (element.current) applyProperties(element.current, props, applied.current);
  });
  usePainted(() => {
    if (!element.current) return undefined;
    return listenTo(element.current, (name, event) => {
      const handler = `on${name.charAt(0).toUpperCase()}${name.slice(1)}` as keyof Handlers;
      (latest.current[handler] as ((received: typeof event) => void) | undefined)?.(event);
    });
  }, []);
  const { id, className, style, children } = props;
  return createElement('encore-offers', { ref: element, id, class: className, style }, children);
});
