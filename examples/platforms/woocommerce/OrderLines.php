<?php
// SPDX-License-Identifier: MIT
//
// Adds what was bought to the order, once for each purchase, and takes it out again. The line carries the quote's own
// amounts: nothing is computed again, so the order's total rises by what was charged.

declare(strict_types=1);

namespace Encore\WooCommerce;

final class OrderLines
{
    private const PURCHASE = '_encore_purchase';
    private const REMOVED = '_encore_removed';

    private static function find(\WC_Order $order, string $purchase): ?int
    {
        foreach ($order->get_items() as $id => $item) {
            if ($item->get_meta(self::PURCHASE) === $purchase) {
                return (int) $id;
            }
        }
        return null;
    }

    private static function released(\WC_Order $order): bool
    {
        return !in_array($order->get_status(), ['processing', 'on-hold', 'pending'], true);
    }

    public static function add(\WC_Order $order, array $data): array
    {
        $purchase = $data['purchase_id'];
        $existing = self::find($order, $purchase);
        if ($existing === null) {
            if (in_array($purchase, (array) $order->get_meta(self::REMOVED, false), true)) {
                return ['refused' => 'removed'];
            }
            if (self::released($order)) {
                return ['refused' => 'order_released'];
            }
            $existing = self::insert($order, $data, $purchase);
        }
        return ['line_id' => (string) $existing, 'order_total' => Sheet::minor($order->get_total())];
    }

    private static function insert(\WC_Order $order, array $data, string $purchase): int
    {
        ['line' => $line] = $data;
        $quote = $line['quote'];
        $net = $quote['subtotal'] + $quote['shipping'] - ($quote['tax_included'] ? $quote['tax'] : 0);
        $before = $net + ($quote['tax_included'] ? 0 : $quote['discount']);
        $rates = array_keys($order->get_taxes());
        $tax = [$rates[0] ?? 0 => Sheet::decimal($quote['tax'])];

        $item = new \WC_Order_Item_Product();
        $item->set_product(wc_get_product((int) $line['variant_id']) ?: wc_get_product((int) $line['product_id']));
        $item->set_name($line['title']);
        $item->set_quantity($line['quantity']);
        $item->set_subtotal(Sheet::decimal($before));
        $item->set_total(Sheet::decimal($net));
        $item->set_taxes(['subtotal' => $tax, 'total' => $tax]);
        $item->add_meta_data(self::PURCHASE, $purchase, true);
        $order->add_item($item);
        $order->update_taxes();
        // false: sums what stands there, and asks no tax rate again.
        $order->calculate_totals(false);
        $order->save();
        $order->add_order_note(sprintf(
            'Offer accepted: %d × %s for %s, charged as %s.',
            $line['quantity'],
            $line['title'],
            Sheet::decimal($quote['total']),
            $data['charge_id'] ?? 'nothing',
        ));
        return (int) $item->get_id();
    }

    public static function remove(\WC_Order $order, string $purchase): array
    {
        $line = self::find($order, $purchase);
        if ($line !== null) {
            if (self::released($order)) {
                return ['refused' => 'order_released'];
            }
            $order->remove_item($line);
            $order->update_taxes();
            $order->calculate_totals(false);
            $order->add_order_note('Offer taken back: the line was removed, the money goes back.');
        }
        if (!in_array($purchase, (array) $order->get_meta(self::REMOVED, false), true)) {
            $order->add_meta_data(self::REMOVED, $purchase);
        }
        $order->save();
        return ['order_total' => Sheet::minor($order->get_total())];
    }
}
