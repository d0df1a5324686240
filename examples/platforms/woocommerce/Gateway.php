<?php
// SPDX-License-Identifier: MIT
//
// What is asked of a payment plugin: charge the method that the order was paid with, the shopper being present. One key,
// one charge: a repeated key answers what the first one led to.

declare(strict_types=1);

namespace Encore\WooCommerce;

interface Gateway
{
    public function canCharge(\WC_Order $order): bool;

    /** @return array{outcome: string, charge_id?: string, url?: string} approved, declined, action_required, unknown */
    public function charge(\WC_Order $order, string $key, int $amount, string $currency, ?string $returnUrl): array;

    /** @return array{outcome: string, charge_id?: string, url?: string} as charge, or `none` */
    public function lookup(\WC_Order $order, string $key): array;

    /** Ends a key. @return array{outcome: string, charge_id?: string} cancelled, approved, unknown */
    public function cancel(\WC_Order $order, string $key): array;

    /** True once the money is surely on its way back. */
    public function refund(\WC_Order $order, string $key, string $chargeId, int $amount): bool;
}

final class Gateways
{
    public static function of(\WC_Order $order): ?Gateway
    {
        $known = $order->get_payment_method() === 'stripe' ? new StripeGateway() : null;
        return apply_filters('encore_gateway', $known, $order);
    }
}
