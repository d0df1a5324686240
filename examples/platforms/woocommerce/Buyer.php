<?php
// SPDX-License-Identifier: MIT
//
// Who the buyer is: the browser that paid, by an HttpOnly cookie set at payment. The order's key stands in its address
// and is forwarded with it, so it proves nothing.

declare(strict_types=1);

namespace Encore\WooCommerce;

final class Buyer
{
    private static function proof(\WC_Order $order): string
    {
        return hash_hmac('sha256', $order->get_id() . '|' . $order->get_order_key(), wp_salt('auth'));
    }

    public static function remember(\WC_Order $order): void
    {
        wc_setcookie('encore_buyer_' . $order->get_id(), self::proof($order), time() + DAY_IN_SECONDS, is_ssl(), true);
    }

    /** Whether this Cookie header is the buyer's. */
    public static function owns(\WC_Order $order, string $cookies): bool
    {
        foreach (explode(';', $cookies) as $cookie) {
            [$name, $value] = explode('=', trim($cookie), 2) + ['', ''];
            if ($name === 'encore_buyer_' . $order->get_id()) {
                return hash_equals(self::proof($order), $value);
            }
        }
        return false;
    }
}
