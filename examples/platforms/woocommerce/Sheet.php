<?php
// SPDX-License-Identifier: MIT
//
// An order of WooCommerce as an offer sheet. Amounts are integers of the currency's smallest unit; where the shop shows
// prices with tax, lines and shipping are given with it, as the shopper saw them.

declare(strict_types=1);

namespace Encore\WooCommerce;

final class Sheet
{
    /** The statuses of WooCommerce in the sheet's words; what is not listed takes no offer. */
    private const STATUS = [
        'processing' => 'paid', 'completed' => 'paid', 'on-hold' => 'pending', 'pending' => 'pending',
        'failed' => 'pending', 'cancelled' => 'cancelled', 'refunded' => 'returned',
    ];

    /** A decimal of WooCommerce in minor units, digit by digit and rounded half up: no amount ever is a float. */
    public static function minor(string|float|int $amount): int
    {
        $decimals = wc_get_price_decimals();
        $text = is_float($amount) ? number_format($amount, $decimals + 4, '.', '') : (string) $amount;
        if (!preg_match('/^(-?)(\d*)(?:\.(\d*))?$/', trim($text), $parts)) {
            throw new \UnexpectedValueException("\"$text\" is no amount");
        }
        $fraction = str_pad($parts[3] ?? '', $decimals + 1, '0');
        $minor = (int) (($parts[2] ?: '0') . substr($fraction, 0, $decimals));
        $minor += (int) $fraction[$decimals] >= 5 ? 1 : 0;
        return $parts[1] === '-' ? -$minor : $minor;
    }

    /** Minor units as WooCommerce takes them. */
    public static function decimal(int $minor): string
    {
        $decimals = wc_get_price_decimals();
        $digits = str_pad((string) abs($minor), $decimals + 1, '0', STR_PAD_LEFT);
        $text = $decimals === 0 ? $digits : substr($digits, 0, -$decimals) . '.' . substr($digits, -$decimals);
        return ($minor < 0 ? '-' : '') . $text;
    }

    /**
     * @param list<array<string, mixed>> $candidates what may be offered, as the schema describes it
     * @return array<string, mixed>
     */
    public static function of(\WC_Order $order, array $candidates): array
    {
        $taxed = $order->get_prices_include_tax();
        $lines = [];
        $subtotal = 0;
        $paidInAll = 0;
        foreach ($order->get_items() as $id => $item) {
            $list = self::minor($item->get_subtotal()) + ($taxed ? self::minor($item->get_subtotal_tax()) : 0);
            $paid = self::minor($item->get_total()) + ($taxed ? self::minor($item->get_total_tax()) : 0);
            $quantity = max(1, (int) $item->get_quantity());
            $lines[] = [
                'id' => (string) $id,
                'product_id' => $item->get_product_id() ? (string) $item->get_product_id() : null,
                'title' => $item->get_name(),
                'quantity' => $quantity,
                'unit_price' => intdiv(2 * $list + $quantity, 2 * $quantity),
                'paid' => $paid,
                'tax' => self::minor($item->get_total_tax()),
            ];
            $subtotal += $list;
            $paidInAll += $paid;
        }
        $cod = $order->get_payment_method() === 'cod';
        $placed = $order->get_date_created();
        $status = self::STATUS[$order->get_status()] ?? 'open';
        return [
            'version' => 1,
            'id' => 'sh-' . $order->get_id(),
            'issued_at' => gmdate('Y-m-d\TH:i:s\Z'),
            'locale' => str_replace('_', '-', get_locale()),
            'currency' => $order->get_currency(),
            'surface' => 'thank_you',
            'order' => [
                'id' => (string) $order->get_id(),
                'number' => $order->get_order_number(),
                'placed_at' => gmdate('Y-m-d\TH:i:s\Z', $placed ? $placed->getTimestamp() : time()),
                // Cash on delivery is "processing" before anything is paid.
                'status' => $cod && $status === 'paid' ? 'open' : $status,
                'currency' => $order->get_currency(),
                'lines' => $lines,
                'subtotal' => $subtotal,
                'discount' => $subtotal - $paidInAll,
                'shipping' => self::minor($order->get_shipping_total()) + ($taxed ? self::minor($order->get_shipping_tax()) : 0),
                'tax' => self::minor($order->get_total_tax()),
                'total' => self::minor($order->get_total()),
                'tax_included' => $taxed,
                'billing_country' => $order->get_billing_country(),
                'payment' => ['kind' => $cod ? 'cash' : 'card', 'one_click' => Gateways::of($order)?->canCharge($order) ?? false],
            ],
            'policy' => apply_filters('encore_policy', ['id' => 'woocommerce', 'undo_seconds' => 300], $order),
            'candidates' => $candidates,
        ];
    }
}
