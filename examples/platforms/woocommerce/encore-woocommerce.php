<?php
// SPDX-License-Identifier: MIT
//
// Plugin Name: Encore offers for WooCommerce
// Description: Post-purchase offers on the order-received page, through `encore serve`.
// Requires PHP: 8.1
// Requires Plugins: woocommerce
//
// NOT YET RUN IN A REAL WOOCOMMERCE: written against its documented hooks and classes, and tested with stand-ins only.
//
// wp-config.php names ENCORE_URL, ENCORE_SECRET, ENCORE_WEBHOOK_SECRET; `encore serve` names
// https://SHOP/wp-json/encore/v1/webhook as its webhook. Offers come from the filter `encore_candidates` ($candidates,
// WC_Order); charges go through a Gateway (StripeGateway here; another by the filter `encore_gateway`).

declare(strict_types=1);

// The client lies beside the plugin once it is installed, and next door in the repository.
require_once is_file(__DIR__ . '/Encore.php') ? __DIR__ . '/Encore.php' : __DIR__ . '/../php/Encore.php';
require_once __DIR__ . '/Sheet.php';
require_once __DIR__ . '/Gateway.php';
require_once __DIR__ . '/StripeGateway.php';
require_once __DIR__ . '/OrderLines.php';
require_once __DIR__ . '/Webhook.php';
require_once __DIR__ . '/Buyer.php';

function encore_client(): Encore\Client
{
    return new Encore\Client(ENCORE_URL, ENCORE_SECRET, ENCORE_WEBHOOK_SECRET);
}

/** The cookie at payment, for both checkouts: a forwarded order link must not charge the buyer. */
add_action('woocommerce_checkout_order_processed', fn ($id) => Encore\WooCommerce\Buyer::remember(wc_get_order($id)));
add_action('woocommerce_store_api_checkout_order_processed', fn ($order) => Encore\WooCommerce\Buyer::remember($order));

/** The offers of an order, printed where WooCommerce says thank you. Whatever fails, the page is printed without them. */
add_action('woocommerce_thankyou', function ($order_id): void {
    $order = wc_get_order($order_id);
    if (!$order) {
        return;
    }
    $sheet = Encore\WooCommerce\Sheet::of($order, apply_filters('encore_candidates', [], $order));
    if ($sheet['candidates'] === []) {
        return;
    }
    try {
        $cookies = $_SERVER['HTTP_COOKIE'] ?? '';
        $published = encore_client()->publish($sheet, Encore\WooCommerce\Buyer::owns($order, $cookies));
        // `script` is made safe for HTML by encore serve; escaping it again would break the JSON.
        echo '<encore-offers>' . $published['script'] . '</encore-offers>';
    } catch (Encore\SheetRefused | Encore\Unreachable $error) {
        wc_get_logger()->warning('no offers: ' . $error->getMessage(), ['source' => 'encore', 'order' => $order->get_id()]);
    }
}, 5);
add_action('wp_enqueue_scripts', function (): void {
    if (is_order_received_page()) {
        wp_enqueue_script('encore', plugins_url('encore/encore.js', __FILE__), [], null, ['strategy' => 'async']);
    }
});

add_action('rest_api_init', function (): void {
    register_rest_route('encore/v1', '/webhook', [
        'methods' => 'POST',
        // The signature is the permission; it is checked over the raw body.
        'permission_callback' => '__return_true',
        'callback' => fn (WP_REST_Request $request) => Encore\WooCommerce\Webhook::answer($request, encore_client()),
    ]);
});
