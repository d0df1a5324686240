<?php
// SPDX-License-Identifier: MIT
//
// The WooCommerce Stripe Gateway's own API (WC_Stripe_API), so that its keys, its logging and its account are used. The
// idempotency key goes through its filter `wc_stripe_idempotency_key`. What became of a key is found among the customer's
// payment intents by metadata; that list is consistent at once, which Stripe's search is not.

declare(strict_types=1);

namespace Encore\WooCommerce;

final class StripeGateway implements Gateway
{
    public function canCharge(\WC_Order $order): bool
    {
        return $order->get_meta('_stripe_customer_id') !== '' && $order->get_meta('_stripe_source_id') !== '';
    }

    public function charge(\WC_Order $order, string $key, int $amount, string $currency, ?string $returnUrl): array
    {
        if ($order->get_meta("_encore_cancelled_$key") !== '') {
            return ['outcome' => 'declined'];
        }
        return $this->outcome($this->request($key, 'payment_intents', [
            // Minor units of ISO 4217 are Stripe's for all but three currencies, which this plugin does not offer in.
            'amount' => $amount,
            'currency' => strtolower($currency),
            'customer' => $order->get_meta('_stripe_customer_id'),
            'payment_method' => $order->get_meta('_stripe_source_id'),
            'confirm' => 'true',
            'return_url' => $returnUrl ?? $order->get_checkout_order_received_url(),
            'metadata' => ['encore_key' => $key, 'order_id' => (string) $order->get_id()],
        ]));
    }

    public function lookup(\WC_Order $order, string $key): array
    {
        $query = http_build_query(['customer' => $order->get_meta('_stripe_customer_id'), 'limit' => 100]);
        $list = \WC_Stripe_API::request([], "payment_intents?$query", 'GET');
        if (!isset($list->data)) {
            return ['outcome' => 'unknown'];
        }
        foreach ($list->data as $intent) {
            if (($intent->metadata->encore_key ?? '') === $key) {
                return $this->outcome($intent);
            }
        }
        return ['outcome' => 'none'];
    }

    public function cancel(\WC_Order $order, string $key): array
    {
        // First the mark, then the look: a charge that begins in between sees the mark.
        $order->update_meta_data("_encore_cancelled_$key", '1');
        $order->save();
        $found = $this->lookup($order, $key);
        if ($found['outcome'] === 'action_required') {
            $this->request("$key:cancel", 'payment_intents/' . $found['charge_id'] . '/cancel', []);
            $found = $this->lookup($order, $key);
        }
        return match ($found['outcome']) {
            'none', 'declined' => ['outcome' => 'cancelled'],
            'approved' => $found,
            default => ['outcome' => 'unknown'],
        };
    }

    public function refund(\WC_Order $order, string $key, string $chargeId, int $amount): bool
    {
        $refund = $this->request($key, 'refunds', ['payment_intent' => $chargeId, 'amount' => $amount]);
        return in_array($refund->status ?? '', ['succeeded', 'pending'], true);
    }

    private function request(string $key, string $path, array $fields): object
    {
        $name = fn (): string => "encore-$key";
        add_filter('wc_stripe_idempotency_key', $name);
        try {
            return (object) \WC_Stripe_API::request($fields, $path);
        } catch (\Exception) {
            // The answer did not come; the money may have moved.
            return (object) [];
        } finally {
            remove_filter('wc_stripe_idempotency_key', $name);
        }
    }

    private function outcome(object $intent): array
    {
        if (($intent->error->type ?? '') === 'card_error') {
            return ['outcome' => 'declined'];
        }
        return match ($intent->status ?? '') {
            'succeeded' => ['outcome' => 'approved', 'charge_id' => $intent->id],
            'requires_action' => [
                'outcome' => 'action_required',
                'charge_id' => $intent->id,
                'url' => $intent->next_action->redirect_to_url->url ?? '',
            ],
            'canceled', 'requires_payment_method' => ['outcome' => 'declined'],
            default => ['outcome' => 'unknown'],
        };
    }
}
