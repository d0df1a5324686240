<?php
// SPDX-License-Identifier: MIT
//
// Answers the webhooks of `encore serve`: refuses what is not signed, does one order's work one call at a time (a lock of
// MySQL by name), and repeats a recorded answer. Each effect is also idempotent by itself (a key of Stripe, the purchase
// on the line, the hold on the product), so that a process that dies before it records loses nothing.

declare(strict_types=1);

namespace Encore\WooCommerce;

use Encore\Client;

final class Webhook
{
    private const READS = ['owns', 'order', 'lookup', 'live', 'sheet'];

    public static function answer(\WP_REST_Request $request, Client $client): \WP_REST_Response
    {
        $headers = [];
        foreach (['webhook-id', 'webhook-timestamp', 'webhook-signature'] as $name) {
            $headers[$name] = (string) $request->get_header($name);
        }
        if (!$client->verify($headers, $request->get_body())) {
            return new \WP_REST_Response(null, 401);
        }
        $call = json_decode($request->get_body(), true);
        if (!is_array($call) || !isset(self::handlers()[$call['type'] ?? ''])) {
            return new \WP_REST_Response(null, 422);
        }
        return new \WP_REST_Response(self::once($headers['webhook-id'], $call['type'], (array) $call['data']), 200);
    }

    private static function once(string $id, string $type, array $data): mixed
    {
        $handler = self::handlers()[$type];
        if (in_array($type, self::READS, true)) {
            return $handler($data);
        }
        global $wpdb;
        $lock = 'encore_' . md5($wpdb->prefix . ($data['order_id'] ?? $data['hold'] ?? explode(':', $data['key'] ?? $id)[0]));
        if ($wpdb->get_var($wpdb->prepare('SELECT GET_LOCK(%s, 10)', $lock)) !== '1') {
            throw new \RuntimeException('the order is being worked on');
        }
        try {
            $name = 'encore_answer_' . md5($id);
            $recorded = get_option($name, null);
            if ($recorded !== null) {
                return json_decode($recorded, true);
            }
            $answer = $handler($data);
            // "Not known" is no answer to repeat: the same id asks again.
            if (($answer['outcome'] ?? '') !== 'unknown' && !($type === 'refund' && $answer === false)) {
                add_option($name, json_encode($answer), '', false);
            }
            return $answer;
        } finally {
            $wpdb->get_var($wpdb->prepare('SELECT RELEASE_LOCK(%s)', $lock));
        }
    }

    private static function order(array $data): ?\WC_Order
    {
        return wc_get_order((int) ($data['order_id'] ?? 0)) ?: null;
    }

    /** The order whose key was charged: the key's own record, written before the gateway is asked. */
    private static function orderOfKey(string $key): ?\WC_Order
    {
        return wc_get_order((int) get_option('encore_key_' . md5($key), 0)) ?: null;
    }

    /** @return array<string, callable(array<string, mixed>): mixed> */
    private static function handlers(): array
    {
        return [
            'owns' => fn (array $data) => ($order = self::order($data)) !== null
                && Buyer::owns($order, $data['headers']['cookie'] ?? ''),
            'order' => fn (array $data) => ($order = self::order($data)) === null ? null : self::snapshot($order),
            'charge' => self::charge(...),
            'lookup' => function (array $data): array {
                $order = self::orderOfKey($data['key']);
                return $order === null ? ['outcome' => 'none'] : (Gateways::of($order)?->lookup($order, $data['key']) ?? ['outcome' => 'none']);
            },
            'cancel' => function (array $data): array {
                $order = self::orderOfKey($data['key']);
                return $order === null ? ['outcome' => 'unknown'] : (Gateways::of($order)?->cancel($order, $data['key']) ?? ['outcome' => 'cancelled']);
            },
            'refund' => self::refund(...),
            'add_line' => fn (array $data) => OrderLines::add(self::needed($data), $data),
            'remove_line' => fn (array $data) => OrderLines::remove(self::needed($data), $data['purchase_id']),
            'take' => self::take(...),
            'give_back' => self::giveBack(...),
            'live' => fn () => null,
            'sheet' => fn (array $data) => ($order = self::order($data)) === null
                ? null
                : Sheet::of($order, apply_filters('encore_candidates', [], $order)),
        ];
    }

    private static function needed(array $data): \WC_Order
    {
        return self::order($data) ?? throw new \RuntimeException('no such order');
    }

    private static function snapshot(\WC_Order $order): array
    {
        $lines = [];
        foreach ($order->get_items() as $id => $item) {
            $lines[] = ['id' => (string) $id, 'quantity' => (int) $item->get_quantity() + (int) $order->get_qty_refunded_for_item($id)];
        }
        return [
            'id' => (string) $order->get_id(),
            'currency' => $order->get_currency(),
            'total' => Sheet::minor($order->get_total()),
            'refunded' => Sheet::minor($order->get_total_refunded()),
            'lines' => $lines,
            'released' => !in_array($order->get_status(), ['processing', 'on-hold', 'pending'], true),
            'one_click' => Gateways::of($order)?->canCharge($order) ?? false,
            'hold_until_ms' => null,
        ];
    }

    private static function charge(array $data): array
    {
        $order = self::needed($data);
        $gateway = Gateways::of($order);
        if ($gateway === null || !$gateway->canCharge($order)) {
            return ['outcome' => 'declined'];
        }
        add_option('encore_key_' . md5($data['key']), (string) $order->get_id(), '', false);
        return $gateway->charge($order, $data['key'], $data['amount'], $data['currency'], $data['return_url'] ?? null);
    }

    private static function refund(array $data): bool
    {
        $order = self::needed($data);
        if (!Gateways::of($order)?->refund($order, $data['key'], $data['charge_id'], $data['amount'])) {
            return false;
        }
        $order->add_order_note('Offer refunded: ' . Sheet::decimal($data['amount']) . ' of ' . $data['charge_id'] . '.');
        return true;
    }

    private static function take(array $data): bool
    {
        $hold = 'encore_hold_' . md5($data['hold']);
        $state = get_option($hold, null);
        if ($state !== null) {
            return $state !== 'returned';
        }
        $products = array_map(fn (array $item) => wc_get_product((int) $item['variant_id']) ?: null, $data['items']);
        foreach ($data['items'] as $i => $item) {
            if ($products[$i] === null || ($products[$i]->managing_stock() && $products[$i]->get_stock_quantity() < $item['quantity'])) {
                return false;
            }
        }
        add_option($hold, (string) json_encode($data['items']), '', false);
        foreach ($data['items'] as $i => $item) {
            wc_update_product_stock($products[$i], $item['quantity'], 'decrease');
        }
        return true;
    }

    private static function giveBack(array $data): mixed
    {
        $hold = 'encore_hold_' . md5($data['hold']);
        $state = get_option($hold, null);
        if ($state === null) {
            add_option($hold, 'returned', '', false);
        } elseif ($state !== 'returned') {
            update_option($hold, 'returned');
            foreach (json_decode($state, true) as $item) {
                wc_update_product_stock(wc_get_product((int) $item['variant_id']), $item['quantity'], 'increase');
            }
        }
        return null;
    }
}
