// SPDX-License-Identifier: MIT
//
// <encore-offers> as a Vue 3 component: properties in, events out (`@accepted`, `@error`, …).
// Rendered on a server it is the empty element, which the page's script fills.
import { defineComponent, h, onBeforeUnmount, onMounted, shallowRef, watch, type PropType } from 'vue';
import type { EncoreOffers as OffersElement } from '../element/encore-offers.js';
import '../element/index.js';
import { applyProperties, listenTo, type OffersEvents, type OffersProperties } from './properties.js';

const text = { type: String, default: undefined };
type Emits = { [Name in keyof OffersEvents]: (event: OffersEvents[Name]) => boolean };
const any = (): boolean => true;
const emits: Emits = {
  decided: any,
  shown: any,
  viewed: any,
  accept: any,
  accepted: any,
  declined: any,
  expired: any,
  undone: any,
  failed: any,
  error: any,
};

export const EncoreOffers = defineComponent({
  name: 'EncoreOffers',
  props: {
    sheet: { type: [String, Object] as PropType<string | object>, default: undefined },
    src: text,
    htmlFor: text,
    theme: text,
    layout: { type: String as PropType<NonNullable<OffersProperties['layout']>>, default: undefined },
    locale: text,
    moment: text,
    debug: { type: Boolean, default: false },
    analyticsConsent: text,
    headingLevel: { type: Number, default: undefined },
    messages: { type: Object as PropType<NonNullable<OffersProperties['messages']>>, default: undefined },
    session: { type: Object as PropType<NonNullable<OffersProperties['session']>>, default: undefined },
  },
  emits,
  setup(props, { emit, slots, expose }) {
    const element = shallowRef<OffersElement>();
    const applied = new Map<keyof OffersProperties, unknown>();
    const apply = (): void => {
      if (element.value) applyProperties(element.value, props, applied);
    };
    let stop: (() => void) | undefined;
    onMounted(() => {
      apply();
      if (element.value)
        stop = listenTo(element.value, (name, event) => (emit as (name: string, event: Event) => void)(name, event));
    });
    onBeforeUnmount(() => stop?.());
    watch(() => ({ ...props }), apply, { flush: 'post' });
    expose({ element });
    return () => h('encore-offers', { ref: element }, slots['default']?.());
  },
});
